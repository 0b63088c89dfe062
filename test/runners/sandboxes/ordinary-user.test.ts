import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repository } from '../../support/local-wall.ts';

/**
 * The wall's whole conformance suite again, run by an ordinary user: by root as nobody,
 * on a view of the repository that is open to others whatever the folders above it and
 * its own permissions say. Each of its tests is listed here with what became of it.
 */
const Report = z.object({
	testResults: z.array(
		z.object({
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
		}),
	),
});

const suite = 'test/runners/sandboxes/local.test.ts';
const asRoot = process.getuid?.() === 0;
/** An overlay in a mount namespace: its top folder alone is copied, and opened. */
const enter = [
	'set -e',
	'mount -t tmpfs -o mode=0755 assay-test /mnt',
	'mkdir /mnt/upper /mnt/work /mnt/view',
	'mount -t overlay -o lowerdir="$1",upperdir=/mnt/upper,workdir=/mnt/work assay-test /mnt/view',
	'chmod 755 /mnt/view',
	'cd /mnt/view',
	'shift',
	'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"',
].join('\n');

function runAsOrdinaryUser() {
	execFileSync('make', ['-C', join(repository, 'runners/agent'), 'sanitized'], { stdio: 'pipe' });
	const folder = mkdtempSync(join(tmpdir(), 'assay-nobody-'));
	if (asRoot) execFileSync('chown', ['65534:65534', folder]);
	const file = join(folder, 'report.json');
	const vitest = ['env', `HOME=${folder}`, 'node_modules/.bin/node', 'node_modules/vitest/vitest.mjs', 'run', suite];
	const flags = ['--configLoader=native', '--reporter=json', `--outputFile=${file}`, '--cache=false'];
	const [command = '', ...args] = [...(asRoot ? ['unshare', '--mount', 'sh', '-c', enter, 'sh', repository] : []), ...vitest, ...flags];
	const run = spawnSync(command, args, { cwd: repository, encoding: 'utf8', timeout: 300_000 });
	try {
		return Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap(({ assertionResults }) => assertionResults);
	} catch (cause) {
		throw new Error(`the suite did not run: ${run.stdout}${run.stderr}`, { cause });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('Started by an ordinary user', () => {
	const results = runAsOrdinaryUser();
	it('the whole suite is run', () => {
		expect(results.length).toBeGreaterThan(80);
	});
	for (const { fullName, status, failureMessages } of results) {
		it(fullName, () => {
			expect(failureMessages.join('\n')).toBe('');
			expect(status).toBe('passed');
		});
	}
});
