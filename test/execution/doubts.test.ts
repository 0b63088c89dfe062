import { expect, test } from 'vitest';
import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import { Doubts } from '../../services/execution/doubts.ts';
import { outcomeOf } from '../support/outcome.ts';

const doubtsAfter = (...runs: readonly RunOutcome[]) => {
	const doubts = new Doubts(1000);
	for (const run of runs) doubts.note(run);
	return doubts;
};

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
])('A run that %s is repeated alone only where the machine may have decided', (_what, run, doubtful) => {
	expect(doubtsAfter(run).areAbout(run)).toBe(doubtful);
});

const stopped = outcomeOf('cpu_limit', 1100, 1150);

test.each([
	['whose other runs take next to nothing', [outcomeOf('exited', 10, 10), outcomeOf('exited', 150, 150)], false],
	['which comes near the limit in another run', [outcomeOf('exited', 10, 10), outcomeOf('exited', 400, 400)], true],
	['which crashes near the limit in another run', [outcomeOf('signaled', 400, 400)], true],
	['which was stopped at the limit in another run, too', [stopped], false],
])('A run of a program %s and that is stopped at the limit: whether it is repeated alone', (_what, others, doubtful) => {
	expect(doubtsAfter(...others, stopped).areAbout(stopped)).toBe(doubtful);
});

test('A program that is stopped when it runs alone is too slow, and its other stopped runs are believed', () => {
	const doubts = doubtsAfter(outcomeOf('exited', 400, 400), stopped);
	doubts.noteAlone(outcomeOf('exited', 600, 600));
	expect(doubts.areAbout(stopped)).toBe(true);
	doubts.noteAlone(stopped);
	expect(doubts.areAbout(stopped)).toBe(false);
	expect(doubts.areAbout(outcomeOf('exited', 950, 960))).toBe(true);
});

test('A run that ends by itself beyond the limit has broken it', () => {
	const doubts = new Doubts(1000);
	expect(doubts.held(outcomeOf('exited', 1001, 1001)).status).toBe('cpu_limit');
	expect(doubts.held(outcomeOf('exited', 1000, 1000)).status).toBe('exited');
	expect(doubts.held(outcomeOf('signaled', 1050, 1050)).status).toBe('signaled');
});
