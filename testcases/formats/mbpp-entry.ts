const definition = /^(?:async[ \t]+)?(?:def|class)[ \t]+([A-Za-z_]\w*)|^([A-Za-z_]\w*)[ \t]*=(?!=)/gm;
const call = /(?<![\w.])([A-Za-z_]\w*)[ \t]*\(/g;
const stringLiteral = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
const keywords = new Set(['assert', 'not', 'and', 'or', 'in', 'is', 'if', 'else', 'lambda', 'for', 'await']);

/**
 * The function that a problem asks for. MBPP names it only in its asserts, often
 * inside wrappers such as `set(...)` or `math.isclose(...)`. So: of the names
 * called in the asserts, the one that the reference code defines; of several,
 * the one called in most asserts, then the one called first. A name that no
 * reference code defines counts only when it is the only candidate left after
 * Python's own functions.
 */
export function entryPointOf(asserts: readonly string[], code: string): string | undefined {
	const defined = new Set([...code.matchAll(definition)].map((match) => match[1] ?? match[2]));
	const counts = new Map<string, number>();
	for (const assert of asserts) {
		const names = [...assert.replaceAll(stringLiteral, "''").matchAll(call)].map((match) => match[1] ?? '');
		for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const candidates = [...counts].filter(([name]) => (defined.size === 0 ? !isBuiltIn(name) : defined.has(name)));
	let best: readonly [string, number] | undefined;
	for (const candidate of candidates) if (best === undefined || candidate[1] > best[1]) best = candidate;
	return best?.[0];
}

const builtIns = new Set(
	'abs all any bool dict enumerate float frozenset int isinstance iter len list map max min next print range repr reversed round set sorted str sum tuple type zip'.split(
		' ',
	),
);

function isBuiltIn(name: string): boolean {
	return builtIns.has(name) || keywords.has(name);
}
