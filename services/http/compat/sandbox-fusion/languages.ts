import type { LanguageNames } from '../desk.ts';

/** SandboxFusion's names. Those that name a way to run tests, or a device, have no counterpart here; our own names are taken too. */
export const languageNames: LanguageNames = {
	nodejs: 'javascript',
	R: 'r',
	go_test: null,
	cuda: null,
	python_gpu: null,
	D_ut: null,
	pytest: null,
	junit: null,
	jest: null,
	kotlin_script: null,
	lean: null,
	swift: null,
	julia: null,
};
