import type { Language } from '../contract.ts';

const packages = '/assay/lib/math';

/**
 * Final answers in LaTeX, compared by the math-verify package (PyPI), which `deploy/setup.sh --math`
 * brings. Its parser may take for ever over what it is given (`9^{9^{9^{9}}}`), and so runs as a
 * program does: in a fork of a warm interpreter, under limits.
 */
export const math: Language = {
	name: 'math',
	aliases: ['latex', 'boxed'],
	title: 'Final answers (math-verify)',
	version: [
		...['/usr/bin/python3', '-I', '-c'],
		`import importlib.metadata as m; print("math-verify", next(m.distributions(name="math-verify", path=["${packages}"])).version)`,
	],
	toolchain: [`${packages}/math_verify/__init__.py`],
	packages: ['python3', 'python3-venv'],
	answers: true,
	layout: (text) => ({ files: [{ name: 'answer.tex', content: text }], main: 'answer.tex' }),
	run: () => ['false'],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 64,
	maxProcesses: 8,
	env: { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
	mounts: [{ from: 'build/math/packages', to: packages }],
	launcher: { command: () => ['/usr/bin/python3', '/assay/languages/math/launcher.py'] },
};
