import { type Language, programFolder } from '../contract.ts';

/** Verilog (and what Icarus knows of SystemVerilog); the input is descriptor 32'h8000_0000. */
export const verilog: Language = {
	name: 'verilog',
	aliases: ['v', 'iverilog'],
	title: 'Verilog (Icarus)',
	version: ['iverilog', '-V'],
	toolchain: ['vvp'],
	packages: ['iverilog'],
	layout: (code) => ({ files: [{ name: 'main.v', content: code }], main: 'main.v' }),
	compile: ({ main }) => ['iverilog', '-g2012', '-o', 'main', main],
	run: () => ['vvp', '-n', `${programFolder}/main`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 16,
};
