import { type Language, programFolder } from '../contract.ts';

const checkSyntax = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec", dont_inherit=True)';

/** PyPy, which compiles while a program runs. */
export const pypy: Language = {
	name: 'pypy',
	aliases: ['pypy3'],
	title: 'Python 3 (PyPy)',
	version: ['pypy3', '--version'],
	packages: ['pypy3'],
	layout: (code) => ({ files: [{ name: 'main.py', content: code }], main: 'main.py' }),
	compile: ({ main }) => ['pypy3', '-I', '-S', '-c', checkSyntax, main],
	run: ({ main }) => ['pypy3', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 64,
	maxProcesses: 64,
	env: {
		PYTHONDONTWRITEBYTECODE: '1',
		PYTHONUTF8: '1',
	},
};
