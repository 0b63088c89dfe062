import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repository } from '../../support/local-wall.ts';

/**
 * The wall's whole conformance suite again, run by the user nobody: in a mount
 * namespace, so that it does not matter whether the folders above the repository
 * are open to others. Each of its tests is listed here with what became of it.
 */
const Report = z.object({
	testResults: z.array(
		z.object({
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
		}),
	),
});

const enter = 'mount --bind "$1" /mnt && cd /mnt && shift && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"';

function runAsNobody() {
	execFileSync('make', ['-C', join(repository, 'runners/agent'), 'sanitized'], { stdio: 'pipe' });
	const folder = mkdtempSync(join(tmpdir(), 'assay-nobody-'));
	execFileSync('chown', ['65534:65534', folder]);
	const file = join(folder, 'report.json');
	const vitest = ['node_modules/.bin/node', 'node_modules/vitest/vitest.mjs', 'run', 'test/runners/sandboxes/local.test.ts'];
	const flags = ['--configLoader=native', '--reporter=json', `--outputFile=${file}`, '--cache=false'];
	const run = spawnSync('unshare', ['--mount', 'sh', '-c', enter, 'sh', repository, 'env', `HOME=${folder}`, ...vitest, ...flags], {
		encoding: 'utf8',
		timeout: 300_000,
	});
	try {
		return Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap(({ assertionResults }) => assertionResults);
	} catch (cause) {
		throw new Error(`the suite did not run: ${run.stdout}${run.stderr}`, { cause });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const cannot =
	process.getuid?.() !== 0
		? 'this user is an ordinary one: the suite of the local wall is already run by it'
		: (statSync(repository).mode & 0o005) !== 0o005
			? 'the folder of the repository is closed to other users'
			: undefined;

describe('Started by an ordinary user', () => {
	if (cannot !== undefined) return it.skip(cannot, () => undefined);
	const results = runAsNobody();
	it('the whole suite is run', () => {
		expect(results.length).toBeGreaterThan(80);
	});
	for (const { fullName, status, failureMessages } of results) {
		it(fullName, () => {
			expect(failureMessages.join('\n')).toBe('');
			expect(status).toBe('passed');
		});
	}
	return undefined;
});
