import { type Command, type Language, programFolder, type Source } from '../contract.ts';

/** For what runs on its virtual machine: one scheduler of each kind, which does not spin while it waits, since the time of all threads judges. */
export const beamEnv = {
	ERL_AFLAGS: '+S 1 +SDcpu 1 +SDio 1 +sbwt none +sbwtdcpu none +sbwtdio none',
	ERL_CRASH_DUMP_SECONDS: '0',
} as const;

/** Erlang; the program is a module with a function `main/0`, after which the virtual machine halts, once its output is written. */
export const erlang: Language = {
	name: 'erlang',
	aliases: ['erl'],
	title: 'Erlang',
	version: ['sh', '-c', 'command -v erlc >/dev/null && cat /usr/lib/erlang/releases/*/OTP_VERSION'],
	toolchain: ['erl', 'erlc'],
	packages: ['erlang-base'],
	layout,
	compile: ({ main }) => ['erlc', main],
	run,
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 48,
	maxProcesses: 64,
	env: beamEnv,
};

/** The compiler wants a file to have the name of its module. */
function layout(code: string): Source {
	const module = /^[ \t]*-module\(\s*([a-z]\w{0,99})\s*\)/m.exec(code)?.[1] ?? 'main';
	return { files: [{ name: `${module}.erl`, content: code }], main: `${module}.erl` };
}

function run({ main }: Source): Command {
	return ['erl', '-noshell', '-pa', programFolder, '-s', main.replace('.erl', ''), 'main', '-s', 'erlang', 'halt'];
}
