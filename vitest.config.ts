import { defineConfig } from 'vitest/config';

/** Suites that need published data sets (`.data`), many minutes (`.long`), luck (`.fuzz`), a container engine (`.docker`), half an hour of load (`.load`), the clients of trainers (`.clients`), trainers themselves (`.trainers`), Python's tools (`.python-client`), what a deployment is made with (`.deploy`), mishaps by the thousand (`.chaos`) or a browser (`.browser`). `make` lists the targets that ask for them. */
const asked = process.env.ASSAY_TESTS ?? '';
const optIn = ['data', 'long', 'fuzz', 'docker', 'load', 'clients', 'trainers', 'python-client', 'deploy', 'chaos', 'browser']
	.filter((kind) => kind !== asked && !(kind === 'load' && asked === 'docker') && !(kind === 'clients' && asked === 'trainers'))
	.map((kind) => `test/**/*.${kind}.test.ts`);
/** `docker`: what every wall must do, on containers. */
const onEveryWall = [
	'conformance/languages',
	'execution/grader',
	'execution/program',
	'execution/suspicion',
	'execution/warm-compilers',
	'hacks/hacks',
	'hostile/hostile',
	'load/mixed.load',
	'runners/languages/go',
	'runners/languages/jvm',
	'runners/languages/linkers',
].map((name) => `test/${name}.test.ts`);
/** What a suite runs besides its own kind. */
const also: Readonly<Record<string, readonly string[]>> = { docker: onEveryWall, trainers: ['test/**/*.clients.test.ts'] };
const include = asked === '' ? ['test/**/*.test.ts'] : [`test/**/*.${asked}.test.ts`, ...(also[asked] ?? [])];

export default defineConfig({
	test: {
		include,
		globalSetup: asked === 'docker' ? ['test/support/docker-engine.ts'] : [],
		exclude: ['**/node_modules/**', ...optIn],
		/** Sandboxed programs compete for processors, so more workers only make time limits less sharp. */
		pool: 'forks',
		maxWorkers: asked === '' ? 2 : 1, // the suites that are asked for fill all processors by themselves
		maxConcurrency: 2,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		teardownTimeout: 20_000,
		execArgv: ['--expose-gc'],
	},
});
