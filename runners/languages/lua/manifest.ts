import { type Language, programFolder } from '../contract.ts';

/** Lua 5.4. */
export const lua: Language = {
	name: 'lua',
	aliases: ['lua5.4'],
	title: 'Lua 5.4',
	version: ['lua5.4', '-v'],
	toolchain: ['luac5.4'],
	packages: ['lua5.4'],
	layout: (code) => ({ files: [{ name: 'main.lua', content: code }], main: 'main.lua' }),
	// Only parses the program.
	compile: ({ main }) => ['luac5.4', '-p', main],
	run: ({ main }) => ['lua5.4', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 4,
	maxProcesses: 64,
};
