import { expect, it } from 'vitest';
import { SubmissionKeeper } from '../../services/activity/keeper.ts';
import type { GradeResult } from '../../services/contract/verdict.ts';
import { openSqliteStore } from '../../services/store/sqlite/store.ts';
import { aProblem } from '../support/problems.ts';

const result: GradeResult = { language: 'python', verdict: 'accepted', passed: 0, total: 0, tests: [] };
const program = (code: string) => ({ problem: aProblem(), language: 'python', code });

async function keeperOf(most: number) {
	const store = await openSqliteStore({ file: ':memory:', cacheBytes: 1 });
	const faults: unknown[] = [];
	const kept: string[] = [];
	const keeper = new SubmissionKeeper({ store, most, onKept: (tenant) => kept.push(tenant), onFault: (fault) => faults.push(fault) });
	return { store, faults, kept, keeper, [Symbol.asyncDispose]: async () => await store.close() };
}

it('keeps only the newest of what comes faster than it writes', async () => {
	await using test = await keeperOf(1000);
	for (let n = 0; n < 500; n++) test.keeper.add(`${n}`, 't', program('x'), result);
	await test.keeper.flush();
	const kept = await test.store.listSubmissions('t', { limit: 200 });
	expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([50, '499', '450']);
});

it('keeps no program that is very long, and the others all the same', async () => {
	await using test = await keeperOf(1000);
	test.keeper.add('long', 't', program('x'.repeat(300_000)), result);
	test.keeper.add('short', 't', program('x'), result);
	await test.keeper.flush();
	expect((await test.store.listSubmissions('t', { limit: 10 })).map(({ id }) => id)).toEqual(['short']);
	expect(test.kept).toEqual(['t']);
});

it('keeps none where none are asked for', async () => {
	await using test = await keeperOf(0);
	test.keeper.add('a', 't', program('x'), result);
	await test.keeper.flush();
	expect(await test.store.listSubmissions('t', { limit: 10 })).toEqual([]);
});

it('tells of a store that cannot be written, and goes on', async () => {
	await using test = await keeperOf(1000);
	await test.store.close();
	test.keeper.add('a', 't', program('x'), result);
	await test.keeper.flush();
	expect([test.faults.length, test.kept]).toEqual([1, []]);
});

it('waits for a store that does not answer with no more than the newest', async () => {
	const written: number[] = [];
	const { promise: answer, resolve } = Promise.withResolvers<void>();
	const store = {
		keepSubmissions: async (batch: readonly unknown[]) => {
			written.push(batch.length);
			await answer;
		},
		listSubmissions: async () => [],
		getSubmission: async () => undefined,
	};
	const keeper = new SubmissionKeeper({ store, most: 1000, onKept: () => undefined, onFault: () => undefined });
	const flushes = Array.from({ length: 30 }, async (_, n) => {
		for (let k = 0; k < 40; k++) keeper.add(`${n} ${k}`, 't', program('x'), result);
		await keeper.flush();
	});
	resolve();
	await Promise.all(flushes);
	expect(written.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100);
});
