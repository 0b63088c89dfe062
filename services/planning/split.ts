import { bodyOf, namesIn, readStatements, type Statement } from './python-statements.ts';
import { findUnits, isDefinition } from './split-units.ts';

/** Beyond this many characters in all units, a text is not worth splitting. */
const maxTotalCharacters = 16 * 1024 * 1024;
const maxUnits = 5000;
/** Helpers may name each other, which costs their number squared. */
const maxDefinitions = 300;

/**
 * Splits Python test code into texts that each judge one thing. Every text is a
 * complete test of its own: the original with all but one independent check of
 * the module, or of the body of `def check(candidate):`, taken out.
 *
 * - A function or class that pytest or unittest would find is a check.
 * - An assert is a check; a loop, `with`, `try` or `if` around asserts is one
 *   check; so is a call of a helper that asserts.
 * - `assert True` judges nothing and is left out.
 * - Checks that share a variable which one of them could change stay together.
 * - What prepares (imports, assignments, helpers) is kept before a check, and
 *   dropped behind it; the last check keeps what follows, so that nothing is lost.
 * - A check that may end the test (`return` in a `try`) leaves the text whole.
 * - All texts pass exactly when the original passes. What cannot be told apart
 *   safely is given back whole, as one text.
 */
export function splitAsserts(code: string): readonly string[] {
	const module = readStatements(code);
	if (module === null) return [code];
	const checks = module.filter(isCheck);
	if (checks.length > 1) return [code];
	const check = checks[0];
	const texts = check === undefined ? splitBlock(code, module, [], 0, code.length) : splitCheck(code, module, check);
	return texts === null || texts.length < 2 ? [code] : texts;
}

function isCheck(statement: Statement): boolean {
	const words = statement.lines[0]?.tokens.map((token) => token.text) ?? [];
	return words[0] === 'def' && words[1] === 'check' && words[2] === '(';
}

/** Asserts of the module beside a `check` stay in every text: only the body of `check` is split. */
function splitCheck(code: string, module: readonly Statement[], check: Statement): readonly string[] | null {
	const body = bodyOf(check);
	const first = body?.[0];
	if (body === null || first === undefined) return null;
	return splitBlock(
		code,
		body,
		module.filter((statement) => statement !== check),
		first.start,
		check.end,
	);
}

/** `from` and `to` are the ends of the block; what is outside of them is in every text. */
function splitBlock(
	code: string,
	block: readonly Statement[],
	outer: readonly Statement[],
	from: number,
	to: number,
): readonly string[] | null {
	if ([...block, ...outer].filter(isDefinition).length > maxDefinitions) return null;
	const { units, removable } = findUnits(block, outer);
	if (units.length < 2 || units.length > maxUnits) return null;
	if (units.flat().some(mayLeave)) return null;
	const head = code.slice(0, from);
	const tail = code.slice(to);
	const last = units.at(-1)?.at(-1);
	const texts: string[] = [];
	let total = 0;
	for (const [pieces, unit] of withContext(code, block, units, removable, from)) {
		const rest = last !== undefined && unit.includes(last) ? code.slice(last.end, to) : '';
		const text = head + pieces + (last?.shared && rest !== '' ? rest.replace(/^[ \t]*;?[ \t]*/, indentOf(last)) : rest) + tail;
		total += text.length;
		if (total > maxTotalCharacters) return null;
		texts.push(text);
	}
	return texts;
}

const leaving = ['exit', 'quit', '_exit', 'SystemExit'];

/** Whether a check may end the whole test, so that what is behind it is for those only that it lets through. */
function mayLeave(statement: Statement): boolean {
	const names = namesIn(statement);
	return [...leaving, ...(isDefinition(statement) ? [] : ['return'])].some((name) => names.has(name));
}

/** The text of each unit with what prepares it, in order; the context grows along the block, so that a unit alone costs only itself. */
function* withContext(
	code: string,
	block: readonly Statement[],
	units: readonly (readonly Statement[])[],
	removable: ReadonlySet<Statement>,
	from: number,
): Generator<readonly [string, readonly Statement[]]> {
	const unitEndingWith = new Map(units.map((unit) => [unit.at(-1), unit] as const));
	let context = '';
	let previous = from;
	for (const [index, statement] of block.entries()) {
		const between = statement.shared ? '' : code.slice(previous, statement.start);
		const text = textOf(code, statement);
		previous = statement.end;
		if (!removable.has(statement)) {
			context += between + text;
			continue;
		}
		const unit = unitEndingWith.get(statement);
		if (unit === undefined) continue;
		const members = new Set(unit);
		const before = () => block.slice(0, index).filter((other) => members.has(other) || !removable.has(other));
		const pieces =
			unit.length === 1
				? context
				: before()
						.map((other) => textOf(code, other))
						.join('');
		yield [pieces + text, unit];
	}
}

/** A statement as whole lines. */
function textOf(code: string, statement: Statement): string {
	const text = code.slice(statement.start, statement.end);
	if (statement.shared) return `${indentOf(statement)}${text}\n`;
	return text.endsWith('\n') ? text : `${text}\n`;
}

function indentOf(statement: Statement): string {
	return ' '.repeat(statement.indent);
}
