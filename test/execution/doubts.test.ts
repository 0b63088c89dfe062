import { expect, test } from 'vitest';
import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import { Doubts } from '../../services/execution/doubts.ts';
import { outcomeOf } from '../support/outcome.ts';

/** What is believed of runs of a program whose limit is a second, in their order, and how those were repeated that were; `again` is what comes out then. */
async function settled(runs: readonly RunOutcome[], again: Partial<Record<'shared' | 'alone', RunOutcome>> = {}) {
	const doubts = new Doubts(1000);
	const repeats: string[] = [];
	const believed: RunOutcome[] = [];
	for (const run of runs) {
		const isDoubtful = doubts.areAbout(run);
		const before = repeats.length;
		const repeat = async (beside: 'shared' | 'alone') => {
			repeats.push(beside);
			return again[beside] ?? run;
		};
		believed.push(await doubts.settle(run, (outcome) => outcome, repeat));
		expect(repeats.length > before).toBe(isDoubtful);
	}
	return { repeats, believed: believed.map(({ cpuMs }) => cpuMs) };
}

test.each([
	['ended well within the limit', outcomeOf('exited', 500, 3000), false],
	['ended just under the limit', outcomeOf('exited', 950, 960), true],
	['ended just over the limit', outcomeOf('exited', 1050, 1060), true],
	['had its test over just under the limit', outcomeOf('killed', 950, 960), true],
	['was stopped at the limit on a processor of its own', outcomeOf('cpu_limit', 1100, 1150), false],
	['was stopped at the limit on a processor that it had to share', outcomeOf('cpu_limit', 1100, 2300), true],
	['crashed', outcomeOf('signaled', 950, 960), false],
	['ran out of memory', outcomeOf('memory_limit', 950, 3000), false],
	['slept', outcomeOf('wall_limit', 10, 4000), false],
])('A run that %s is repeated alone only where the machine may have decided', async (_what, run, doubtful) => {
	expect((await settled([run])).repeats).toEqual(doubtful ? ['alone'] : []);
});

const [stopped, near, ended] = [outcomeOf('cpu_limit', 1100, 1150), outcomeOf('exited', 400), outcomeOf('exited', 600)];

test.each([
	['whose other runs take next to nothing', [outcomeOf('exited', 10), outcomeOf('exited', 150)], false],
	['which comes near the limit in another run', [outcomeOf('exited', 10), near], true],
	['which crashes near the limit in another run', [outcomeOf('signaled', 400)], true],
	['which was stopped at the limit in another run, too', [stopped], false],
])('A run of a program %s and that is stopped at the limit: whether it is repeated', async (_what, others, doubtful) => {
	const { repeats, believed } = await settled([...others, stopped], { shared: ended });
	expect(repeats).toEqual(doubtful ? ['shared'] : []);
	expect(believed.at(-1)).toBe(doubtful ? 600 : 1100);
});

test('A program that is stopped again is too slow, and its other stopped runs are believed', async () => {
	expect(await settled([near, stopped, stopped, stopped])).toEqual({ repeats: ['shared'], believed: [400, 1100, 1100, 1100] });
});

test('A run that is repeated beside others and comes close to the limit is repeated alone', async () => {
	const again = { shared: outcomeOf('exited', 950), alone: outcomeOf('exited', 700) };
	expect(await settled([near, stopped, stopped], again)).toEqual({
		repeats: ['shared', 'alone', 'shared', 'alone'],
		believed: [400, 700, 700],
	});
});

test('A run that ends by itself beyond the limit has broken it', () => {
	const doubts = new Doubts(1000);
	expect(doubts.held(outcomeOf('exited', 1001, 1001)).status).toBe('cpu_limit');
	expect(doubts.held(outcomeOf('exited', 1000, 1000)).status).toBe('exited');
	expect(doubts.held(outcomeOf('signaled', 1050, 1050)).status).toBe('signaled');
});
