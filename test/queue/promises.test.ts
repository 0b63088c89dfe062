import { expect, it } from 'vitest';
import { Promises } from '../../services/queue/promises.ts';

const load = { jobs: 10, expectedMs: 20_000, places: 2 };
const jobMs = 2_000;

function promisesAt(startMs = 0) {
	let nowMs = startMs;
	const promises = new Promises(() => nowMs);
	return {
		refuse: (tenant: string, job: string) => promises.make(tenant, job, jobMs, load),
		comes: (job: string) => promises.redeem(() => job),
		end: () => promises.free(),
		pass: (ms: number) => {
			nowMs += ms;
		},
	};
}

it('Those who are refused are told times as far apart as places become free', () => {
	const { refuse } = promisesAt();
	expect(['a', 'b', 'c', 'd'].map((job) => refuse('tenant', job))).toEqual([1, 1, 2, 3]);
});

it('Who comes when it was told to is taken, once, and who comes too early is told the rest', () => {
	const { refuse, comes, pass, end } = promisesAt();
	for (const job of ['a', 'b', 'c', 'd']) refuse('tenant', job);
	end();
	expect(comes('d')).toBe(false);
	pass(1_000);
	expect([comes('d'), refuse('tenant', 'd')]).toEqual([false, 2]);
	pass(2_000);
	expect([comes('d'), comes('d'), comes('stranger')]).toEqual([true, false, false]);
});

it('Who was promised a place is not taken when none has become free since', () => {
	const { refuse, comes, pass } = promisesAt();
	refuse('tenant', 'a');
	pass(1_000);
	expect([comes('a'), refuse('tenant', 'a')]).toEqual([false, 1]);
});

it('A place is kept for a while, and then no longer', () => {
	const { refuse, comes, pass, end } = promisesAt();
	refuse('tenant', 'a');
	end();
	pass(60_000);
	refuse('tenant', 'b');
	expect(comes('a')).toBe(false);
});

it('A tenant with few jobs does not wait behind one with many', () => {
	const { refuse } = promisesAt();
	for (let n = 0; n < 40; n++) refuse('many', `${n}`);
	expect(refuse('few', 'x')).toBe(1);
});

it('Nobody is told to wait for more than a minute', () => {
	const { refuse } = promisesAt();
	for (let n = 0; n < 500; n++) expect(refuse('tenant', `${n}`)).toBeLessThanOrEqual(60);
});
