import { join } from 'node:path';
import { defineConfig } from 'vite';

/** One script and one style sheet beside the page, which load nothing from elsewhere and put nothing inline. */
export default defineConfig({
	root: import.meta.dirname,
	oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
	build: {
		outDir: join(import.meta.dirname, '../build/dashboard'),
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: false,
		target: 'es2022',
	},
});
