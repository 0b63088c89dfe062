import { startAssay } from '../../test/support/command.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { callRewards } from '../pay.ts';
import type { Peer } from './contract.ts';

/** The service with one slot; all programs in one call of POST /v1/rewards. */
export const assay: Peer = {
	title: 'Assay, POST /v1/rewards: a process per test, in the sandbox',
	kinds: ['stdio', 'code'],
	async open() {
		await using opened = new AsyncDisposableStack();
		const folder = opened.use(await temporaryFolder());
		const flags = ['--port', '0', '--slots', '1', '--data-dir', folder.file('data'), '--log-level', 'error'];
		const service = startAssay(['serve', ...flags]);
		opened.defer(async () => {
			service.child.kill('SIGTERM');
			await service.finished;
		});
		const ending = new AbortController(); // what nobody waits for is not run to its end
		opened.defer(() => ending.abort());
		const [, url = ''] = await service.says(/assay listens on (\S+)/);
		const kept = opened.move();
		return {
			async judge(tasks) {
				const items = tasks.map(({ problem, code }) => ({ problem, language: 'python', code }));
				const { seconds, rewards } = await callRewards(url, items, { signal: ending.signal });
				if (rewards.includes(null)) throw new Error('a program was left without a verdict');
				return { seconds, accepted: rewards.map((reward) => reward === 1) };
			},
			[Symbol.asyncDispose]: async () => await kept.disposeAsync(),
		};
	},
};
