import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector } from '../test/support/collector.ts';
import { startScript } from '../test/support/command.ts';
import { startRedis } from '../test/support/redis.ts';
import { type Bench, type Figure, median } from './bench.ts';

const programs = 1000;
const requestsAtOnce = 8;
const problem = { id: 'p', tests: Array.from({ length: 10 }, (_, n) => ({ kind: 'stdio', input: `${n}\n`, output: `${n}\n` })) };

/**
 * Processor milliseconds that the service spends around a program, from the request to
 * the answer, when judging takes no time: with the queue in its memory, and with the one
 * in Redis, where it is the one that submits and the worker, too; and what it is when every request is traced.
 */
export const queue: Bench = {
	name: 'queue',
	title: 'Processor time of the service around a program with 10 tests that is judged at once',
	async run({ rounds }) {
		const embedded = await measure(rounds);
		await using redis = await startRedis();
		const fleet = await measure(rounds, redis.url);
		await using collector = await startCollector();
		const traced = await measure(rounds, '', collector.url);
		return [
			...embedded.map((figure) => named(figure, 'in one process')),
			...fleet.map((figure) => named(figure, 'by Redis')),
			...traced.map((figure, index) => named(compared(figure, embedded[index]), 'in one process, traced')),
		];
	},
};

const named = (figure: Figure, how: string): Figure => ({ ...figure, what: `${how}, ${figure.what}` });

/** Beside the same without traces. */
const compared = (figure: Figure, { value }: Figure = figure): Figure => ({
	...figure,
	ratio: figure.value / value,
	ratioOf: 'the same untraced',
});

async function measure(rounds: number, redisUrl = '', collector = ''): Promise<Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
	const service = startScript('bench/queue-service.ts', [folder, redisUrl, collector]);
	try {
		const [, url = ''] = await service.says(/listens on (\S+)/);
		await post(`${url}/v1/problems`, problem);
		const ways = { 'a batch of 1000': batch, 'single requests': singles } as const;
		const figures: Figure[] = [];
		for (const [what, way] of Object.entries(ways)) {
			const each: number[] = [];
			await way(url, 'warm-up');
			for (let round = 0; round < rounds; round++) {
				const before = await processorSeconds(url);
				await way(url, `${round}`);
				each.push((1000 * ((await processorSeconds(url)) - before)) / programs);
			}
			figures.push({ what, value: median(each), unit: 'ms per program' });
		}
		return figures;
	} finally {
		service.child.kill('SIGTERM');
		await service.finished;
		rmSync(folder, { recursive: true });
	}
}

/** The engine reads the verdicts of the tests off the program, and nothing else. */
const allAccepted = 'accepted '.repeat(problem.tests.length);
const program = (name: string, n: number) => ({ problem_id: problem.id, language: 'python', code: `${allAccepted}${name} ${n}` });

async function batch(url: string, name: string): Promise<void> {
	const items = Array.from({ length: programs }, (_, n) => program(name, n));
	await post(`${url}/v1/rewards`, { scheme: 'fraction', items });
}

async function singles(url: string, name: string): Promise<void> {
	let next = 0;
	const one = async () => {
		for (let n = next++; n < programs; n = next++) await post(`${url}/v1/grade`, program(name, n));
	};
	await Promise.all(Array.from({ length: requestsAtOnce }, one));
}

async function post(url: string, body: unknown): Promise<void> {
	const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	const text = await response.text();
	if (!response.ok || text.includes('"reward":null')) throw new Error(`${response.status}: ${text.slice(0, 500)}`);
}

async function processorSeconds(url: string): Promise<number> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	return Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)?.[1]);
}
