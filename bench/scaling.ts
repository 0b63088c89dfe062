import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import type { Grader } from '../services/execution/contract.ts';
import { createGrader } from '../services/execution/grader.ts';
import { type Bench, median } from './bench.ts';
import { ownMb, processes } from './memory.ts';

const program = 'print(sum(map(int, input().split())))\n';
const cores = availableParallelism();
const testsPerRun = 10_000;
const suiteSizes = [10, 100, 1000, testsPerRun];

/**
 * How the cost of a trivial Python test depends on the number of slots and of tests in
 * a suite, and what a slot holds of the machine's memory while it waits.
 */
export const scaling: Bench = {
	name: 'scaling',
	title: 'Trivial Python tests by slots and by the size of a suite, and the memory of an idle slot',
	async run({ rounds }) {
		const wall = await openLocalWall({ repository: join(import.meta.dirname, '..'), node: process.execPath });
		try {
			const bySlots = { one: [] as number[], all: [] as number[] };
			const bySize = new Map(suiteSizes.map((size) => [size, [] as number[]]));
			let idleMb = 0;
			{
				await using one = await createGrader({ wall, slots: 1 });
				await using all = await createGrader({ wall, slots: cores });
				for (let round = -1; round < rounds; round++) {
					const [first, second] = [await perSecond(one, 1, 50), await perSecond(all, cores, 50)];
					if (round < 0) continue; // both are warm now
					bySlots.one.push(first);
					bySlots.all.push(second);
					for (const [size, times] of bySize) times.push(1000 / (await perSecond(one, 1, size)));
				}
			}
			idleMb = await idleSlotMb(wall);
			const [one, all] = [median(bySlots.one), median(bySlots.all)];
			const least = median(bySize.get(100) ?? []);
			return [
				{ what: 'one slot', value: one, unit: 'tests/s' },
				{ what: `${cores} slots, on as many cores`, value: all, unit: 'tests/s', ratio: all / one, ratioOf: 'of one slot' },
				...[...bySize].map(([size, times]) => ({
					what: `a test of a suite of ${size}, one slot`,
					value: median(times),
					unit: 'ms',
					ratio: median(times) / least,
					ratioOf: 'of one in a suite of 100',
				})),
				{ what: 'memory of all processes of an idle slot, both of its sandboxes, without files', value: idleMb, unit: 'MB' },
			];
		} finally {
			await wall.close();
		}
	},
};

let programs = 0;

/** Tests a second, every program a new one, with so many at once. */
async function perSecond(grader: Grader, atOnce: number, size: number): Promise<number> {
	const problem = {
		id: `sum of ${size}`,
		tests: Array.from({ length: size }, (_, n) => ({ kind: 'stdio' as const, input: `${n} 2\n`, output: `${n + 2}\n` })),
	};
	let left = testsPerRun / size;
	const work = async () => {
		while (left-- > 0) {
			const result = await grader.grade({ problem, language: 'python', code: `# ${programs++}\n${program}` });
			if (result.verdict !== 'accepted') throw new Error(`not accepted: ${result.reason}`);
		}
	};
	const start = performance.now();
	await Promise.all(Array.from({ length: atOnce }, work));
	return testsPerRun / ((performance.now() - start) / 1000);
}

/** After a program with test code, so that both sandboxes of the slot have done their work. */
async function idleSlotMb(wall: Wall): Promise<number> {
	const before = new Set(processes());
	await using grader = await createGrader({ wall, slots: 1 });
	const tests = [{ kind: 'code' as const, entry_point: 'f', code: 'assert candidate(1) == 2' }];
	const { verdict } = await grader.grade({ problem: { id: 'code', tests }, language: 'python', code: 'def f(x): return x + 1' });
	if (verdict !== 'accepted') throw new Error('the program with test code is not accepted');
	return ownMb(processes().filter((pid) => !before.has(pid)));
}
