import type { Token } from './python-lines.ts';
import { boundIn, namesIn, type Statement } from './python-statements.ts';

/** The statements of one block, told apart into what checks something and what only prepares. */
export interface Units {
	/** Each is one test: usually a single statement, more where they share state. In the order of their last statement. */
	readonly units: readonly (readonly Statement[])[];
	/** What is left out of the texts of other units: the members of all units, and asserts that judge nothing. */
	readonly removable: ReadonlySet<Statement>;
}

/** Whether it defines a function or a class. */
export const isDefinition = ({ keyword }: Statement): boolean => keyword === 'def' || keyword === 'class';
const imports = new Set(['import', 'from']);

/**
 * A statement is checking when it holds an `assert`, or names a function of the
 * test text that does, or when it is a function or class that nobody calls and that is run for its
 * name. Two checking statements stay together when both use a
 * variable that one of them could change under the other: so each unit can be
 * judged without the others, and all pass exactly when the whole text passes.
 */
export function findUnits(block: readonly Statement[], outer: readonly Statement[]): Units {
	const helpers = helperNames([...outer, ...block]);
	const vacuous = new Set(block.filter(isVacuous));
	const collected = collectedIn(block);
	const checking = block.filter((statement) =>
		isDefinition(statement) ? collected.has(statement) : !vacuous.has(statement) && isChecking(statement, helpers),
	);
	const state = stateNames([...outer, ...block], new Set(checking));
	const groups = new Map<Statement, Statement[]>();
	const owner = new Map<string, Statement>();
	const find = (statement: Statement) => groups.get(statement) ?? [statement];
	for (const statement of checking) {
		groups.set(statement, [statement]);
		for (const name of usedNames(statement, helpers)) {
			if (!state.has(name)) continue;
			const other = owner.get(name);
			owner.set(name, statement);
			if (other !== undefined) merge(find(other), find(statement), groups);
		}
	}
	const units = [...new Set(checking.map(find))].map((unit) => unit.toSorted((left, right) => left.start - right.start));
	units.sort((left, right) => (left.at(-1)?.start ?? 0) - (right.at(-1)?.start ?? 0));
	return { units, removable: new Set([...checking, ...vacuous]) };
}

/** Moves the members of the smaller group into the larger one. */
function merge(left: Statement[], right: Statement[], groups: Map<Statement, Statement[]>): void {
	if (left === right) return;
	const [small, large] = left.length < right.length ? [left, right] : [right, left];
	for (const member of small) {
		large.push(member);
		groups.set(member, large);
	}
}

/** Functions and classes of the test text, each with all names in its body and in the bodies of those it uses. */
function helperNames(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
	const helpers = new Map<string, ReadonlySet<string>>();
	for (const statement of statements) {
		const name = definedName(statement);
		if (name === undefined) continue;
		const names = namesIn(statement);
		for (const used of [...names]) if (used !== name) for (const inner of helpers.get(used) ?? []) names.add(inner);
		helpers.set(name, names);
	}
	helpers.delete('check');
	return helpers;
}

/** What pytest or unittest would find in a module, and nothing else in it names. */
function collectedIn(block: readonly Statement[]): ReadonlySet<Statement> {
	const users = new Map<string, number>();
	for (const statement of block) for (const name of namesIn(statement)) users.set(name, (users.get(name) ?? 0) + 1);
	const isFound = (statement: Statement) =>
		statement.keyword === 'def'
			? definedName(statement)?.startsWith('test') === true && (users.has('pytest') || takesNothing(statement))
			: definedName(statement)?.startsWith('Test') === true || namesIn(statement).has('TestCase');
	return new Set(block.filter((one) => one.indent === 0 && isDefinition(one) && isFound(one) && users.get(definedName(one) ?? '') === 1));
}

function takesNothing(definition: Statement): boolean {
	const words = definition.lines.flatMap((line) => line.tokens.map((token) => token.text));
	return words[words.indexOf('(') + 1] === ')';
}

function definedName(statement: Statement): string | undefined {
	if (!isDefinition(statement)) return undefined;
	const tokens = statement.lines.flatMap((line) => line.tokens);
	const at = tokens.findIndex((token) => token.text === statement.keyword && token.kind === 'name');
	return tokens[at + 1]?.text;
}

function usedNames(statement: Statement, helpers: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
	const names = namesIn(statement);
	for (const name of [...names]) for (const inner of helpers.get(name) ?? []) names.add(inner);
	return names;
}

/** `assert True, "..."`: passes with any program, so it is no test. */
function isVacuous(statement: Statement): boolean {
	const tokens = statement.lines[0]?.tokens ?? [];
	return statement.keyword === 'assert' && tokens[1]?.text === 'True' && (tokens[2]?.text ?? ',') === ',';
}

function isChecking(statement: Statement, helpers: ReadonlyMap<string, ReadonlySet<string>>): boolean {
	return usedNames(statement, helpers).has('assert');
}

/** Variables that could carry something from one checking statement to another. */
function stateNames(statements: readonly Statement[], checking: ReadonlySet<Statement>): Set<string> {
	const state = new Set<string>();
	for (const statement of statements) {
		if (isDefinition(statement) && !namesIn(statement).has('global')) continue;
		if (checking.has(statement)) for (const name of boundIn(statement)) state.add(name);
		else if (!isDefinition(statement) && !imports.has(statement.keyword) && !bindsConstant(statement)) {
			for (const name of boundIn(statement)) state.add(name);
		}
	}
	return state;
}

/** `name = 5`, `name = "text"`, `name = -1.5`, `name = None`; and `name = Solution()`, which by convention keeps nothing between calls. */
function bindsConstant(statement: Statement): boolean {
	const tokens = statement.lines.length === 1 ? (statement.lines[0]?.tokens ?? []) : [];
	const [name, equals, ...value] = tokens;
	if (name?.kind !== 'name' || equals?.text !== '=') return false;
	if (value.map((token) => token.text).join('') === 'Solution()') return true;
	return value.every((token) => token.text === '-' || token.text === '.' || isConstant(token));
}

function isConstant(token: Token): boolean {
	return token.kind === 'string' || /^(?:[0-9]|True$|False$|None$|[rRbBuU]{1,2}$)/.test(token.text);
}
