import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startAssay } from '../support/command.ts';
import { metric } from '../support/metric.ts';
import { temporaryFolder } from '../support/temporary.ts';

const problems = Array.from({ length: 512 }, (_, n) => ({
	id: `add ${n}`,
	tests: Array.from({ length: 3 }, (_, k) => ({ kind: 'stdio', input: `${k}\n`, output: `${k + n}\n` })),
}));
const samplesOfEach = 16;

test('512 problems with 16 samples each are paid in one call, within 600 MB and without ever keeping others waiting', {
	timeout: 300_000,
}, async () => {
	await using folder = await temporaryFolder();
	const service = startAssay(['serve', '--port', '0', '--slots', '2', '--data-dir', folder.file('data'), '--log-level', 'warn']);
	try {
		const [, url = ''] = await service.says(/assay listens on (\S+)/);
		const post = async (path: string, type: string, body: string) =>
			await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
		const uploaded = await post('/v1/problems', 'application/x-ndjson', problems.map((problem) => JSON.stringify(problem)).join('\n'));
		expect(uploaded.status, await uploaded.text()).toBe(200);
		await metric('nodejs_eventloop_lag_max_seconds', url); // what it says next is of the time from here on

		const items = problems.flatMap(({ id }, n) =>
			Array.from({ length: samplesOfEach }, (_, s) => ({
				id: `${id}/${s}`,
				problem_id: id,
				language: 'python',
				code: `# ${s}\nprint(int(input()) + ${s % 2 === 0 ? n : -1})\n`,
			})),
		);
		const started = performance.now();
		const response = await post('/v1/rewards', 'application/json', JSON.stringify({ scheme: 'strict', items }));
		const { rewards } = (await response.json()) as { rewards: { id: string; reward: number }[] };
		const seconds = (performance.now() - started) / 1000;

		expect(rewards).toHaveLength(problems.length * samplesOfEach);
		const wrong = rewards.filter(({ id, reward }, index) => id !== items[index]?.id || reward !== (index % 2 === 0 ? 1 : 0));
		expect(wrong).toEqual([]);
		const peakMb = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${service.child.pid}/status`, 'utf8'))?.[1]) / 1024;
		const lagMs = (await metric('nodejs_eventloop_lag_max_seconds', url)) * 1000;
		console.log(
			`${rewards.length} items in ${seconds.toFixed(0)} s, at most ${peakMb.toFixed(0)} MB, event loop at most ${lagMs.toFixed(0)} ms late`,
		);
		expect(peakMb).toBeLessThan(600);
		expect(lagMs).toBeLessThan(100);
	} finally {
		service.child.kill('SIGTERM');
		expect(await service.finished).toMatchObject({ code: 0 });
	}
});
