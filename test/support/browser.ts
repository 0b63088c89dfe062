import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { repository } from './local-wall.ts';

/** Debian's, with no calls of its own to elsewhere. As root it has no sandbox of its own; what it shows is ours. */
const launch = {
	executablePath: '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
};

export interface OpenBrowser extends AsyncDisposable {
	/** A new page of its own session. What goes wrong in it is kept in `faults`. */
	open(url: string, options?: BrowserContextOptions): Promise<Page>;
	/** Errors of scripts and lines of the console that tell of one, of all pages; what the server refuses is not among them. */
	readonly faults: readonly string[];
}

export async function openBrowser(): Promise<OpenBrowser> {
	const browser = await chromium.launch(launch);
	const faults: string[] = [];
	return {
		faults,
		open: async (url, options = {}) => {
			const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
			const page = await context.newPage();
			page.on('pageerror', (error) => faults.push(String(error)));
			page.on('console', (message) => {
				if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) faults.push(message.text());
			});
			await page.goto(url);
			return page;
		},
		[Symbol.asyncDispose]: async () => await browser.close(),
	};
}

const axe = await readFile(join(repository, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Expects that nothing on the page is amiss for those who do not see it, or use no mouse. */
export async function expectAccessible(page: Page): Promise<void> {
	await page.evaluate(axe);
	const violations = await page.evaluate(
		`axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | ')))`,
	);
	expect(violations, page.url()).toEqual([]);
}

const screenshots = join(repository, 'build/screenshots');

/** Keeps a picture of the page for the documentation. */
export async function picture(page: Page, name: string): Promise<void> {
	await mkdir(screenshots, { recursive: true });
	await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
