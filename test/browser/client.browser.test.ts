import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';
import { repository } from '../support/local-wall.ts';
import { aProblem } from '../support/problems.ts';

const run = promisify(execFile);
const folder = join(repository, 'clients/typescript');

it('has exactly the types that are made from the server’s document', async () => {
	await using test = await testServer();
	const making = run(process.execPath, [join(folder, 'generate.ts')], { cwd: folder });
	making.child.stdin?.end(JSON.stringify(test.app.swagger()));
	expect(await readFile(join(folder, 'src/openapi.ts'), 'utf8')).toBe((await making).stdout);
});

it('is built into plain JavaScript that Node takes as it is', async () => {
	await using test = await testServer();
	await run(join(folder, 'node_modules/.bin/tsc'), ['-p', folder]);
	const program = `
		import { AssayClient } from ${JSON.stringify(join(folder, 'dist/index.js'))};
		const { verdict } = await new AssayClient({ url: ${JSON.stringify(test.url)} }).grade(${JSON.stringify({ problem: aProblem(), language: 'python', code: 'accepted' })});
		console.log(verdict);`;
	expect((await run(process.execPath, ['--input-type=module', '--eval', program])).stdout).toBe('accepted\n');
});
