import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAssay } from '../test/support/command.ts';
import { type Bench, median } from './bench.ts';
import { pay, tests } from './pay.ts';

const smallItems = 16;
const largeItems = 2000;
const batchesPerRound = 20;
const cores = availableParallelism();
const keys = { small: 'small-tenants-key', large: 'large-tenants-key' } as const;

/**
 * Milliseconds until a batch of 16 programs is paid: by itself, and while another tenant
 * has the service full of batches of 2,000; the 95th percentile of each.
 */
export const smallBatch: Bench = {
	name: 'small-batch',
	title: `A batch of ${smallItems} programs with ${tests.length} tests beside another tenant's batches of ${largeItems}`,
	async run({ rounds }) {
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		const flags = ['--port', '0', '--slots', String(cores), '--data-dir', join(folder, 'data'), '--log-level', 'error'];
		const service = startAssay(['serve', ...flags], { ASSAY_API_KEYS: `small:${keys.small},large:${keys.large}` });
		try {
			const [, url = ''] = await service.says(/assay listens on (\S+)/);
			const batch = async (name: string) => 1000 * (await pay(url, name, smallItems, { key: keys.small }));
			await batch('warm-up');
			const alone = await times(rounds * batchesPerRound, (n) => batch(`alone ${n}`));
			const load = new AbortController();
			const loaded = fill(url, load.signal);
			await batch('first under load');
			const beside = await times(rounds * batchesPerRound, (n) => batch(`beside ${n}`));
			load.abort();
			await loaded;
			return [
				{ what: 'by itself, 95th percentile', value: percentile95(alone), unit: 'ms' },
				{ what: 'by itself, median', value: median(alone), unit: 'ms' },
				{
					what: 'beside the other, 95th percentile',
					value: percentile95(beside),
					unit: 'ms',
					ratio: percentile95(beside) / percentile95(alone),
					ratioOf: 'of the time by itself',
				},
				{
					what: 'beside the other, median',
					value: median(beside),
					unit: 'ms',
					ratio: median(beside) / median(alone),
					ratioOf: 'of the time by itself',
				},
			];
		} finally {
			service.child.kill('SIGTERM');
			await service.finished;
			rmSync(folder, { recursive: true });
		}
	},
};

async function times(count: number, work: (n: number) => Promise<number>): Promise<number[]> {
	const all: number[] = [];
	for (let n = 0; n < count; n++) all.push(await work(n));
	return all;
}

/** Keeps two large batches under way until it is told to stop. */
async function fill(url: string, signal: AbortSignal): Promise<void> {
	const one = async (worker: number) => {
		for (let n = 0; !signal.aborted; n++) {
			await pay(url, `large ${worker} ${n}`, largeItems, { key: keys.large, signal }).catch((error: unknown) => {
				if (!signal.aborted) throw error;
			});
		}
	};
	await Promise.all([one(0), one(1)]);
}

function percentile95(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
