import { defineConfig } from 'vitest/config';

/** Suites that need the published data sets or many minutes; `make test-data` asks for them. */
const optIn = process.env.ASSAY_DATA_TESTS === '1' ? [] : ['test/**/*.data.test.ts'];

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['**/node_modules/**', ...optIn],
		/** Sandboxed programs compete for processors, so more workers only make time limits less sharp. */
		pool: 'forks',
		maxWorkers: 2,
		maxConcurrency: 2,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		teardownTimeout: 20_000,
	},
});
