import { type LogicalLine, logicalLines, type Token } from './python-lines.ts';

/** One statement of a block, with all that belongs to it: clauses, decorators and nested blocks. */
export interface Statement {
	readonly start: number;
	readonly end: number;
	readonly indent: number;
	/** Its logical lines; a statement that shares its line with others has only its own tokens. */
	readonly lines: readonly LogicalLine[];
	/** The first word, behind decorators and `async`. */
	readonly keyword: string;
	/** Whether it is cut out of a line with semicolons. */
	readonly shared: boolean;
}

const compound = new Set(['if', 'for', 'while', 'try', 'with', 'def', 'class', 'async']);
const clauses = new Set(['elif', 'else', 'except', 'finally']);

/** The statements of a whole text, or null when its lines cannot be told apart safely. */
export function readStatements(code: string): readonly Statement[] | null {
	const lines = logicalLines(code);
	return lines === null ? null : statementsOf(lines);
}

/** The statements in the body of a `def` whose header stands on a line of its own, or null. */
export function bodyOf(statement: Statement): readonly Statement[] | null {
	const [header, ...body] = statement.lines;
	const last = header?.tokens.at(-1);
	return last?.text === ':' && body.length > 0 ? statementsOf(body) : null;
}

/** All lines must be indented like the first, or deeper as part of a statement before. */
function statementsOf(lines: readonly LogicalLine[]): readonly Statement[] | null {
	const indent = lines[0]?.indent ?? 0;
	const statements: Statement[] = [];
	let group: LogicalLine[] = [];
	for (const line of lines) {
		if (line.indent < indent) return null;
		const starts = line.indent === indent && !clauses.has(firstWord(line)) && group.at(-1)?.tokens[0]?.text !== '@';
		if (starts && group.length > 0) {
			const finished = finish(group);
			if (finished === null) return null;
			statements.push(...finished);
			group = [];
		}
		group.push(line);
	}
	const finished = group.length === 0 ? [] : finish(group);
	return finished === null ? null : [...statements, ...finished];
}

/** A group of lines is one compound statement, or one line of simple ones. */
function finish(group: readonly LogicalLine[]): readonly Statement[] | null {
	const head = group.find((line) => line.tokens[0]?.text !== '@') ?? group[0];
	const first = group[0];
	const last = group.at(-1);
	if (head === undefined || first === undefined || last === undefined) return null;
	const words = head.tokens.map((token) => token.text);
	const keyword = (words[0] === 'async' ? words[1] : words[0]) ?? '';
	const whole: Statement = { start: first.start, end: last.end, indent: first.indent, lines: group, keyword, shared: false };
	if (clauses.has(firstWord(first))) return null;
	if (group.length > 1 || compound.has(keyword)) return [whole];
	const parts = atSemicolons(head.tokens);
	if (parts.length < 2) return [whole];
	return parts.map((tokens) => ({
		start: tokens[0]?.start ?? first.start,
		end: tokens.at(-1)?.end ?? last.end,
		indent: first.indent,
		lines: [{ ...head, tokens }],
		keyword: tokens[0]?.text ?? '',
		shared: true,
	}));
}

function atSemicolons(tokens: readonly Token[]): readonly (readonly Token[])[] {
	const parts: Token[][] = [[]];
	for (const token of tokens) {
		if (token.text === ';' && token.depth === 0) parts.push([]);
		else parts.at(-1)?.push(token);
	}
	return parts.filter((part) => part.length > 0);
}

function firstWord(line: LogicalLine): string {
	return line.tokens[0]?.text ?? '';
}

/** Every name in a statement, nested ones included. */
export function namesIn(statement: Statement): Set<string> {
	const names = new Set<string>();
	for (const line of statement.lines) for (const token of line.tokens) if (token.kind === 'name') names.add(token.text);
	return names;
}

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '//=', '%=', '&=', '|=', '^=', '@=', '>>=', '<<=', '**=', ':=']);

/** Names that a statement may bind or change by assignment, `for`, `with`, `except` or `import`; rather too many than too few. */
export function boundIn(statement: Statement): Set<string> {
	const bound = new Set<string>();
	for (const { tokens } of statement.lines) {
		let last = -1;
		tokens.forEach((token, index) => {
			const word = token.kind === 'name' ? token.text : '';
			const target = token.depth === 0 && (assignments.has(token.text) || word === 'in');
			if (target) last = index;
			if (['as', 'global', 'nonlocal', 'del', 'import'].includes(word) || tokens[index + 1]?.text === ':=')
				addNames(bound, tokens.slice(index, index + 2));
		});
		const binds = tokens[0]?.text === 'for' || tokens.some((token) => token.depth === 0 && assignments.has(token.text));
		if (binds) addNames(bound, tokens.slice(0, last));
	}
	return bound;
}

function addNames(names: Set<string>, tokens: readonly Token[]): void {
	for (const token of tokens) if (token.kind === 'name') names.add(token.text);
}
