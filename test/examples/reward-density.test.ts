import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';

const run = async (...args: string[]) =>
	await promisify(execFile)('/usr/bin/python3', ['-m', 'examples.reward_density', ...args], {
		cwd: repository,
		env: { ...process.env, PYTHONPATH: join(repository, 'clients/python/src'), PYTHONDONTWRITEBYTECODE: '1' },
	});

test('The example of reward density finds more to learn from with strict than with all_or_nothing, and most with soft', {
	timeout: 120_000,
}, async () => {
	await using folder = await temporaryFolder();
	const chart = folder.file('density.svg');
	const { stdout, stderr } = await run('--steps', '12', '--svg', chart);
	expect(stderr).toBe('');
	const [, ...shares] = /throughout: all_or_nothing (\d+)%, strict (\d+)%, soft (\d+)%/.exec(stdout) ?? [];
	const [allOrNothing = Number.NaN, strict = Number.NaN, soft = Number.NaN] = shares.map(Number);
	expect(strict).toBeGreaterThan(allOrNothing);
	expect(soft).toBeGreaterThan(strict);
	expect((await readFile(chart, 'utf8')).match(/<polyline/g)).toHaveLength(3);
});

test('The example says what can be set, and ends with a clear line when that makes no sense', async () => {
	expect((await run('--help')).stdout).toContain('--rollouts ROLLOUTS');
	await expect(run('--steps', 'many')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("invalid int value: 'many'") });
});
