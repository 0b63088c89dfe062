import { type Language, programFolder } from '../contract.ts';
import { beamEnv } from '../erlang/manifest.ts';

/** Elixir, run as a script. Compiling ahead would run it, so that a check of the syntax stands for it. */
export const elixir: Language = {
	name: 'elixir',
	aliases: ['exs', 'ex'],
	title: 'Elixir',
	version: ['sed', '-n', 's/.*{vsn,"\\(.*\\)"}.*/Elixir \\1/p', '/usr/lib/elixir/lib/elixir/ebin/elixir.app'],
	toolchain: ['elixir'],
	packages: ['elixir'],
	layout: (code) => ({ files: [{ name: 'main.exs', content: code }], main: 'main.exs' }),
	compile: ({ main }) => ['elixir', '-e', `Code.string_to_quoted!(File.read!("${main}"), file: "${main}")`],
	run: ({ main }) => ['elixir', `${programFolder}/${main}`],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 80,
	maxProcesses: 64,
	env: beamEnv,
};
