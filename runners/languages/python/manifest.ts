import type { Language } from '../contract.ts';

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
	launcher: { command: ['/usr/bin/python3', '/assay/languages/python/launcher.py'] },
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
