/**
 * A program and test code as one program, for tests that a judge in a process of its own cannot run.
 * What `judge.py` calls is called here: `check(candidate)`, and else what pytest and unittest would find.
 */
export function joinTest(code: string, test: string, passedMark: string, entryPoint?: string): string {
	return [
		code,
		test,
		...(entryPoint === undefined ? [] : [`candidate = ${entryPointOf(entryPoint)}`]),
		...(/^def\s+check\s*\(/m.test(test) ? ['check(candidate)'] : collected(test)),
		`print(${JSON.stringify(`\n${passedMark}`)}, flush=True)`,
		'',
	].join('\n');
}

/** `f`, `Class().method`, or a method of the class `Solution`, as `find` of candidate.py has it. */
function entryPointOf(name: string): string {
	if (/^[A-Za-z_]\w*(?:\(\))?\.[A-Za-z_]\w*$/.test(name)) return name;
	const text = JSON.stringify(name);
	return `globals()[${text}] if ${text} in globals() else getattr(globals().get("Solution", object)(), ${text}, None)`;
}

/** Calls of test functions that the text itself does not call, and runs of test cases. */
function collected(test: string): string[] {
	const names = (definition: RegExp) => [...test.matchAll(definition)].flatMap(([, name]) => name ?? []);
	const calledAtTop = (name: string) => new RegExp(String.raw`^(?!def\b|\s).*\b${name}\b`, 'm').test(test);
	const functions = names(/^def\s+(test\w*)\s*\(\s*\)/gm).filter((name) => !calledAtTop(name));
	const cases = names(/^class\s+(\w+)\s*\([^)]*\bTestCase\b[^)]*\)/gm);
	return [
		...functions.map((name) => `${name}()`),
		...cases.map(
			(name) =>
				`if not __import__("unittest").main(argv=["tests"], defaultTest="${name}", exit=False, verbosity=0).result.wasSuccessful(): raise SystemExit(1)`,
		),
	];
}
