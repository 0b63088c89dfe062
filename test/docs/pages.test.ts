import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Started, start } from '../support/command.ts';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { allBlocks, type Block } from './blocks.ts';
import { layOutPage, sum, thirdProblem } from './page-files.ts';

/** What other suites run, or what takes machines that a test does not have. */
const elsewhere: readonly (readonly [command: RegExp, where: string])[] = [
	[/^(?:[A-Z_]+=\S+ )*make\b/, 'test/docs/blocks.test.ts'],
	[/--wall docker/, 'make test-docker'],
	[/ASSAY_REDIS_URL=|--role /, 'test/e2e/fleet.test.ts'],
	[/ASSAY_STORE=postgres/, 'test/e2e/database.test.ts'],
	[/^docker compose|^helm /, 'make test-deploy'],
	[/-m examples\./, 'test/examples'],
];
const address = 'http://127.0.0.1:8600';

/** Pages with a test of their own. */
const own = ['docs/quick-start.md', 'clients/python/README.md'];
const pages = Map.groupBy(
	allBlocks().filter(({ file, language }) => !own.includes(file) && ['sh', 'python', 'ts', 'json', 'yaml'].includes(language)),
	({ file }) => file,
);

/** Somebody who follows a page from its beginning, with a service at hand. */
class Follower implements AsyncDisposable {
	readonly #folder: string;
	readonly #env: Readonly<Record<string, string>>;
	readonly #servers: Started[] = [];
	#url = '';

	constructor(folder: string) {
		this.#folder = folder;
		const python = join(repository, 'clients/python/src');
		this.#env = { HOME: join(folder, 'home'), ASSAY_DATA_DIR: join(folder, 'assay'), PYTHONPATH: python, PYTHONDONTWRITEBYTECODE: '1' };
	}

	async follow({ language, text }: Block): Promise<void> {
		if (language === 'sh') return await this.#shell(text);
		await this.#needServer();
		const ready = text.replaceAll(address, this.#url);
		if (language === 'python') return await this.#run(ready, 'python3', '-c', ready);
		if (language !== 'ts') throw new Error(`nobody runs ${language}`);
		const client = join(repository, 'clients/typescript/src/index.ts');
		const script = join(this.#folder, 'script.ts');
		await writeFile(script, `const apiKey = undefined;\n${ready.replace("'assay-client'", JSON.stringify(client))}`);
		await this.#run(ready, process.execPath, script);
	}

	/** Commands of a service are started and left running; all others are run, in their order. */
	async #shell(text: string): Promise<void> {
		const left: string[] = [];
		for (const line of text.split('\n')) {
			if (elsewhere.some(([command]) => command.test(line))) continue;
			if (/bin\/assay serve\b/.test(line)) {
				await this.#run(text, ...this.#bash(left.splice(0).join('\n')));
				await this.#serve(line.replace(/\s+#.*$/, ''));
			} else {
				left.push(line);
			}
		}
		if (left.some((line) => line.includes(address))) await this.#needServer();
		await this.#run(text, ...this.#bash(left.join('\n').replaceAll(address, this.#url)));
	}

	#bash(script: string): [string, ...string[]] {
		return ['bash', '-euo', 'pipefail', '-c', `cd '${this.#folder}'\n${script}`];
	}

	async #serve(command: string): Promise<void> {
		const [bash, ...args] = this.#bash(`exec env ${command} --port 0`);
		const server = start(bash, args, this.#env);
		this.#servers.push(server);
		const [, url = ''] = await server.says(/assay listens on (\S+)/);
		if (this.#url === '') await this.#upload(url);
		this.#url ||= url;
	}

	async #needServer(): Promise<void> {
		if (this.#url === '') await this.#serve('bin/assay serve');
	}

	async #upload(url: string): Promise<void> {
		for (const problem of [sum, thirdProblem])
			await fetch(`${url}/v1/problems`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(problem) });
	}

	async #run(about: string, command: string, ...args: string[]): Promise<void> {
		const { code, stdout, stderr } = await start(command, args, this.#env).finished;
		expect({ code, about, stdout, stderr }).toMatchObject({ code: 0 });
		if (about.startsWith('curl')) expect(JSON.parse(stdout)).not.toHaveProperty('code');
	}

	async [Symbol.asyncDispose](): Promise<void> {
		for (const { child } of this.#servers) child.kill('SIGTERM');
		await Promise.all(this.#servers.map(({ finished }) => finished));
	}
}

describe('Whoever follows a page from its beginning', () => {
	test.each([...pages.keys()])('%s gets what it says', { timeout: 180_000 }, async (page) => {
		await using folder = await temporaryFolder();
		await layOutPage(folder.path, page);
		await using follower = new Follower(folder.path);
		for (const block of pages.get(page) ?? []) await follower.follow(block);
	});
});

test('What other suites run is somewhere in the pages', () => {
	const lines = allBlocks().flatMap(({ text }) => text.split('\n'));
	const targets = readFileSync(join(repository, 'Makefile'), 'utf8');
	for (const [command, where] of elsewhere) {
		expect([command, lines.some((line) => command.test(line))]).toEqual([command, true]);
		const there = where.startsWith('make ') ? targets.includes(`\n${where.slice(5)}:`) : existsSync(join(repository, where));
		expect([where, there]).toEqual([where, true]);
	}
});
