import type { Language, LaunchMode } from '../contract.ts';
import { joinTest } from './join-test.ts';

/** Cost nothing that could be measured when they are there, and about a millisecond to import. */
const cheap = 'bisect collections functools heapq itertools math operator'.split(' ');
/** Cost a tenth of a test when they are there, and as much as ten tests to import. */
const dear = 'copy dataclasses datetime json re string typing'.split(' ');
/** Take from 50 ms to a second to import, which is as much as 50 to 1000 tests; parts of scipy are packages that one names. */
const packages = ['numpy', 'scipy', 'sympy', 'pandas', 'networkx'];
const parts = ['fft', 'integrate', 'interpolate', 'linalg', 'optimize', 'signal', 'sparse', 'spatial', 'special', 'stats'];
const heavy = [
	...packages.map((name) => ({ name, named: importOf(name) })),
	...parts.map((part) => ({ name: `scipy.${part}`, named: new RegExp(String.raw`^[ \t]*(?:from|import)[ \t]+scipy\b.*\b${part}\b`, 'm') })),
];
const importsHeavy = importOf(`(?:${packages.join('|')})`);
const importsDear = importOf(`(?:${dear.join('|')})`);

function importOf(name: string): RegExp {
	return new RegExp(String.raw`^[ \t]*(?:from|import)[ \t].*\b${name}\b`, 'm');
}

/** What is imported before the fork. Names are ours, never the program's; one that is not installed is the program's to miss. */
function modulesFor(mode: LaunchMode, source: string): readonly string[] {
	const wanted =
		mode === 'judge' || !importsHeavy.test(source) ? [] : heavy.filter(({ named }) => named.test(source)).map(({ name }) => name);
	return mode === 'stdio' && wanted.length === 0 && !importsDear.test(source) ? cheap : [...cheap, ...dear, ...wanted];
}

/** CPython, run through a warm interpreter that forks once per test. */
export const python: Language = {
	name: 'python',
	aliases: ['python3', 'py', 'py3', 'cpython'],
	title: 'Python 3',
	version: ['/usr/bin/python3', '--version'],
	packages: ['python3', 'python3-numpy'],
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
		// Threads of linear algebra would outrun the CPU time of a program, and do not outlive a fork.
		OPENBLAS_NUM_THREADS: '1',
		OMP_NUM_THREADS: '1',
	},
	splittable: true,
	launcher: { command: (mode, source) => ['/usr/bin/python3', '/assay/languages/python/launcher.py', mode, ...modulesFor(mode, source)] },
	joinTest,
	runsTexts: /\b(?:eval|exec|sympify|parse_expr|runpy|subprocess|(?:pickle|marshal|dill|cloudpickle)\.loads?|os\.(?:system|popen))\b/,
};
