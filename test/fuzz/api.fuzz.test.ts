import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startAssay } from '../support/command.ts';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';

const seconds = Number(process.env.FUZZ_SECONDS ?? 60);
const schemathesis = join(repository, 'build/schemathesis/bin/schemathesis');
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'];
const clean = {
	language: 'python',
	code: 'print(input())',
	problem: { id: 'clean', tests: [{ kind: 'stdio', input: 'hello\n', output: 'hello\n' }] },
};

test('The service answers as its OpenAPI document says, whatever it is asked', { timeout: seconds * 1000 + 180_000 }, async () => {
	await using folder = await temporaryFolder();
	const service = startAssay(['serve', '--port', '0', '--slots', '1', '--data-dir', folder.file('data'), '--log-level', 'error']);
	try {
		const [, url = ''] = await service.says(/assay listens on (\S+)/);
		const args = ['run', `${url}/openapi.json`, '--checks', checks.join(','), '--max-time', String(seconds), '--continue-on-failure'];
		const { stdout, failed } = await promisify(execFile)(schemathesis, args, { cwd: folder.path, maxBuffer: 1 << 28 }).then(
			(done) => ({ stdout: done.stdout, failed: false }),
			(error: { stdout: string }) => ({ stdout: error.stdout, failed: true }),
		);
		console.log(stdout.split('\n').slice(-25).join('\n'));
		expect(failed, stdout).toBe(false);
		const response = await fetch(`${url}/v1/grade`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(clean),
		});
		expect(await response.json()).toMatchObject({ verdict: 'accepted' });
	} finally {
		service.child.kill('SIGTERM');
		expect(await service.finished).toMatchObject({ code: 0, stderr: expect.not.stringContaining('"level":50') });
	}
});
