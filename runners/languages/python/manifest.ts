import type { Language, LaunchMode } from '../contract.ts';

/** Cost nothing that could be measured when they are there, and about a millisecond to import. */
const cheap = 'bisect collections functools heapq itertools math operator'.split(' ');
/** Cost a tenth of a test when they are there, and as much as ten tests to import. */
const dear = 'copy dataclasses datetime json re string typing'.split(' ');
const importsDear = new RegExp(String.raw`^[ \t]*(?:from|import)[ \t].*\b(?:${dear.join('|')})\b`, 'm');

function modulesFor(mode: LaunchMode, source: string): readonly string[] {
	return mode === 'stdio' && !importsDear.test(source) ? cheap : [...cheap, ...dear];
}

/** CPython, run through a warm interpreter that forks once per test. */
export const python: Language = {
	name: 'python',
	aliases: ['python3', 'py', 'py3', 'cpython'],
	title: 'Python 3',
	version: ['/usr/bin/python3', '--version'],
	packages: ['python3'],
	layout: (code) => ({ files: [{ name: 'main.py', content: code }], main: 'main.py' }),
	run: () => ['/usr/bin/python3', '/prog/main.py'],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 64,
	env: {
		// Sets are iterated in the same order in every run, so that verdicts do not depend on chance.
		PYTHONHASHSEED: '0',
		PYTHONDONTWRITEBYTECODE: '1',
		PYTHONUTF8: '1',
	},
	splittable: true,
	launcher: { command: (mode, source) => ['/usr/bin/python3', '/assay/languages/python/launcher.py', mode, ...modulesFor(mode, source)] },
	joinTest: (code, test, passedMark, entryPoint) =>
		[
			code,
			test,
			...(entryPoint === undefined ? [] : [`candidate = globals().get(${JSON.stringify(entryPoint)})`]),
			...(/^def\s+check\s*\(/m.test(test) ? ['check(candidate)'] : []),
			`print(${JSON.stringify(`\n${passedMark}`)}, flush=True)`,
			'',
		].join('\n'),
};
