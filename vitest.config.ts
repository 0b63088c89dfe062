import { defineConfig } from 'vitest/config';

/** Suites that need published data sets (`.data`), many minutes (`.long`) or luck (`.fuzz`); `make test-data`, `make test-long` and `make fuzz` ask for them. */
const asked = process.env.ASSAY_TESTS ?? '';
const optIn = ['data', 'long', 'fuzz'].filter((kind) => kind !== asked).map((kind) => `test/**/*.${kind}.test.ts`);
const include = asked === '' ? ['test/**/*.test.ts'] : [`test/**/*.${asked}.test.ts`];

export default defineConfig({
	test: {
		include,
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
