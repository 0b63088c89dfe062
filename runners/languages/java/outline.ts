import { blankLiterals } from '../blank-literals.ts';

/** A class, interface, enum or record that is not inside another. */
export interface TopLevelType {
	readonly name: string;
	/** Where its word `public` is; undefined when it has none. */
	readonly publicAt: number | undefined;
	/** Whether it has a `static void main`. */
	hasMain: boolean;
}

/** What of a Java source decides how it is compiled, run and joined with another. */
export interface Outline {
	readonly package: string | undefined;
	/** Positions of the import declarations. */
	readonly imports: readonly { readonly start: number; readonly end: number }[];
	readonly types: readonly TopLevelType[];
}

const typeWords = new Set(['class', 'interface', 'enum', 'record']);
/** Modifiers and annotations before a declaration; no more are looked at. */
const modifiersMax = 8;

/** Reads the outline in one pass over the tokens outside comments and literals. Never throws: javac judges the source. */
export function outline(code: string): Outline {
	const tokens = [...blankLiterals(code).matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*|\S/gu)];
	const word = (index: number) => tokens[index]?.[0] ?? '';
	const before = (index: number, wanted: string) => {
		for (let back = index - 1; back >= Math.max(0, index - modifiersMax); back--) {
			if (/^[;{}]$/.test(word(back))) return undefined;
			if (word(back) === wanted) return tokens[back]?.index;
		}
		return undefined;
	};
	const imports: { start: number; end: number }[] = [];
	const types: TopLevelType[] = [];
	let packageName: string | undefined;
	let depth = 0;
	for (const [index, token] of tokens.entries()) {
		const text = token[0];
		if (text === '{') depth++;
		else if (text === '}') depth--;
		else if (depth === 0 && (text === 'import' || text === 'package')) {
			const end = code.indexOf(';', token.index) + 1;
			if (end > 0 && text === 'import') imports.push({ start: token.index, end });
			else if (end > 0) packageName = code.slice(token.index + text.length, end - 1).replace(/\s/g, '');
		} else if (depth === 0 && typeWords.has(text) && /^[\p{ID_Start}$_]/u.test(word(index + 1))) {
			types.push({ name: word(index + 1), publicAt: before(index, 'public'), hasMain: false });
		} else if (depth === 1 && text === 'main' && word(index - 1) === 'void' && word(index + 1) === '(') {
			const owner = types.at(-1);
			if (owner !== undefined && before(index - 1, 'static') !== undefined) owner.hasMain = true;
		}
	}
	return { package: packageName, imports, types };
}

/** The class to start: a public one with `main`, else one with `main`, `Main` before others, else the public one. */
export function mainType({ types }: Outline): TopLevelType | undefined {
	const runnable = types.filter((type) => type.hasMain);
	return (
		runnable.find((type) => type.publicAt !== undefined) ??
		runnable.find(({ name }) => name === 'Main') ??
		runnable[0] ??
		types.find((type) => type.publicAt !== undefined) ??
		types[0]
	);
}
