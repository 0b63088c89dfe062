'use strict';
/* A program's text as a function, or as a module: Node tells them apart by the syntax, and so does this. */
const vm = require('node:vm');

const path = '/prog/main.js';
const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * The program as the function that Node makes of it, with `tail` after its last line, or
 * undefined for a module, which is imported. Throws the SyntaxError of one that is neither;
 * without `vm.SourceTextModule` (a flag of Node) what is no function is taken for a module.
 */
function compile(code, tail = '') {
	try {
		return vm.compileFunction(`${code}${tail}`, parameters, {
			filename: path,
			importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
		});
	} catch (error) {
		if (!(error instanceof SyntaxError) || !mayBeModule(code)) throw error;
		return undefined;
	}
}

function mayBeModule(code) {
	try {
		if (vm.SourceTextModule !== undefined) new vm.SourceTextModule(code, { identifier: path });
		return true;
	} catch {
		return false;
	}
}

module.exports = { path, compile };
