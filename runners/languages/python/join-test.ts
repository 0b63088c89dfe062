import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = '__import__("sys").modules';
/** What makes the modules of that name of the judge's in this process. */
const ownModules = ['own_pytest', 'collected'].map((name) => {
	const text = readFileSync(join(import.meta.dirname, `${name}.py`), 'utf8');
	return `exec(${JSON.stringify(text)}, ${modules}.setdefault("${name}", __import__("types").ModuleType("${name}")).__dict__)`;
});

/**
 * A program and test code as one program, for tests that a judge in a process of its own cannot run.
 * What `judge.py` calls is called here: `check(candidate)`, and else what pytest and unittest would find.
 */
export function joinTest(code: string, test: string, passedMark: string, entryPoint?: string): string {
	const isCheck = /^def\s+check\s*\(/m.test(test);
	const collected = isCheck ? [] : namesIn(test, /^(?:async\s+)?(?:def|class)\s+(\w+)/gm);
	const asksPytest = collected.length > 0 || /\bpytest\b/.test(test);
	return [
		code,
		...(/\bsolution\b/.test(test) ? [`${modules}["solution"] = ${modules}["__main__"]`] : []),
		...(asksPytest ? [...ownModules, `${modules}["pytest"] = ${modules}["own_pytest"]`] : []),
		/\bexit\b|\bunittest\s*\.\s*main\b/.test(test) ? untilExit(test) : test,
		...(entryPoint === undefined ? [] : [`candidate = ${entryPointOf(entryPoint)}`]),
		...(isCheck ? ['check(candidate)'] : []),
		...(collected.length > 0 ? [runOf(test, collected)] : []),
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

/** A test text that ends itself, content, has ended; one that says anything else fails. */
function untilExit(test: string): string {
	const run = `exec(compile(${JSON.stringify(test)}, "<test>", "exec"), globals())`;
	return ['try:', `    ${run}`, 'except SystemExit as ended:', '    if ended.code: raise'].join('\n');
}

/** Runs what of these names is a test, and is not run by the text itself. */
function runOf(test: string, names: readonly string[]): string {
	const called = names.filter((name) => new RegExp(String.raw`^(?!def\b|class\b|async\b|@|\s).*\b${name}\b`, 'm').test(test));
	return `${modules}["collected"].run(globals(), ${JSON.stringify(called)}.__contains__, ${JSON.stringify(names)})`;
}

const namesIn = (text: string, definition: RegExp): string[] => [
	...new Set([...text.matchAll(definition)].flatMap(([, name]) => name ?? [])),
];
