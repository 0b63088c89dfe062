import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import type { Grader } from '../services/execution/contract.ts';
import { createGrader } from '../services/execution/grader.ts';
import { type Bench, each, type Figure, median } from './bench.ts';
import { ownMb } from './memory.ts';

const cores = availableParallelism();
const most = 100_000;
const counts = [100, 10_000, most];
const warmUp = 100;
const timed = 500;
const problem = { id: 'sum', tests: [{ kind: 'stdio' as const, input: '40 2\n', output: '42\n' }] };

/**
 * What one more program costs when so many have been judged before, next to a grader that
 * is new, in turns, since no machine is as fast at all times. Every program is another one.
 */
export const programs: Bench = {
	name: 'programs',
	title: `A Python program with one trivial test after many others, ${cores} slots; BENCH_EVERY=1 for ${most.toLocaleString('en')}`,
	async run({ rounds, every }) {
		const wall = await openLocalWall({ repository: join(import.meta.dirname, '..'), node: process.execPath });
		try {
			await using grader = await createGrader({ wall, slots: cores });
			const figures: Figure[] = [];
			let judged = 0;
			for (const count of counts.filter((one) => one <= most / every)) {
				await judge(grader, count - judged);
				const times = { after: [] as number[], fresh: [] as number[] };
				for (let round = 0; round < rounds; round++) {
					times.fresh.push(await byFreshGrader(wall));
					times.after.push(await judge(grader, timed));
				}
				judged = count + rounds * timed;
				const value = median(times.after);
				const mb = ownMb([String(process.pid)]).toFixed(0);
				figures.push({
					what: `after ${count.toLocaleString('en')} others; the process has ${mb} MB of its own`,
					value,
					unit: 'ms',
					ratio: value / median(times.fresh),
					ratioOf: 'of one by a new grader',
				});
			}
			return figures;
		} finally {
			await wall.close();
		}
	},
};

async function byFreshGrader(wall: Wall): Promise<number> {
	await using grader = await createGrader({ wall, slots: cores });
	await judge(grader, warmUp);
	return await judge(grader, timed);
}

let written = 0;

/** Milliseconds for each of so many new programs, on all slots. */
async function judge(grader: Grader, count: number): Promise<number> {
	const codes = Array.from({ length: count }, () => `# ${written++}\nprint(sum(map(int, input().split())))\n`);
	const start = performance.now();
	await each(cores, codes, async (code) => {
		const result = await grader.grade({ problem, language: 'python', code });
		if (result.verdict !== 'accepted') throw new Error(`not accepted: ${result.reason}`);
	});
	return (performance.now() - start) / count;
}
