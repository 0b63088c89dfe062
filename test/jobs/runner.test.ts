import { expect, it } from 'vitest';
import type { Store } from '../../services/store/contract.ts';
import { openRunner, putJob } from '../support/jobs.ts';
import { openStoreAt } from '../support/store-process.ts';

const soon = { timeout: 20_000 };

it('A job that one process works on is left alone by the others, until it lets go of it', async () => {
	await using store = await openStoreAt({ file: ':memory:' });
	await using one = openRunner(store);
	await using other = openRunner(store, 30);
	await putJob(store, ['accepted', 'hang', 'accepted']);
	await one.runner.resume();
	await one.grader.nextStart();
	await other.runner.resume();
	await expect.poll(() => one.grader.started.length, soon).toBe(2);
	await one.runner[Symbol.asyncDispose]();
	expect(other.grader.started).toEqual([]);
	await other.grader.nextStart();
	other.grader.release();
	await expect.poll(async () => (await store.getJob('t', 'j'))?.view, soon).toMatchObject({ status: 'done', done: 3 });
	expect(other.grader.started.map(({ code }) => code)).toEqual(['hang', 'accepted']);
});

/** A store whose clock goes on when it is told to. */
async function storeWithClock() {
	let time = new Date('2030-01-01T00:00:00Z');
	const store = await openStoreAt({ file: ':memory:' }, { now: () => time });
	const pass = (ms: number) => {
		time = new Date(time.getTime() + ms);
	};
	return { store, pass };
}

it('A job of a process that is gone is taken when it has not been heard of for long enough', async () => {
	const { store, pass } = await storeWithClock();
	await using _store = store;
	await putJob(store, ['accepted']);
	expect(await store.holdJob('j', 'a process that is gone', 1000)).toBe(true);
	await using one = openRunner(store, 30);
	await one.runner.resume();
	pass(999);
	expect(one.grader.started).toEqual([]);
	pass(1);
	await expect.poll(async () => (await store.getJob('t', 'j'))?.view.status, soon).toBe('done');
});

it('A job is held for as long as it is worked on', async () => {
	const { store, pass } = await storeWithClock();
	await using _store = store;
	let holds = 0;
	const holdJob: Store['holdJob'] = async (...job) => {
		const held = await store.holdJob(...job);
		holds++;
		return held;
	};
	await putJob(store, ['hang']);
	await using one = openRunner({ ...store, holdJob }, 90);
	await one.runner.resume();
	await one.grader.nextStart();
	await using other = openRunner(store, 10);
	await other.runner.resume();
	for (let renewals = 0; renewals < 5; renewals++) {
		const before = holds;
		await expect.poll(() => holds, soon).toBeGreaterThan(before);
		pass(80);
	}
	expect([other.grader.started, one.grader.aborted]).toEqual([[], []]);
});

it('A job that was cancelled in another process is stopped', async () => {
	await using store = await openStoreAt({ file: ':memory:' });
	await putJob(store, ['hang', 'accepted']);
	await using one = openRunner(store, 30);
	await one.runner.resume();
	await one.grader.nextStart();
	await store.endJob('j', 'cancelled');
	await expect.poll(() => one.grader.aborted.length, soon).toBe(1);
	expect((await store.getJob('t', 'j'))?.view).toMatchObject({ status: 'cancelled', done: 0 });
	expect([one.grader.started.length, one.faults]).toEqual([1, []]);
});
