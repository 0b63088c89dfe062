import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import { CurriculumOptions, newCurriculum } from '../../services/curriculum/state.ts';
import type { Store } from '../../services/store/contract.ts';
import { openRunner, putJob } from '../support/jobs.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { aProblem } from '../support/problems.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { jobOf, lineOf, openStoreAt, theCall } from '../support/store-process.ts';

let postgres: TestPostgres;
let url: string;
beforeAll(async () => {
	postgres = await startPostgres();
});
beforeEach(async () => {
	url = await postgres.newDatabase();
});
afterAll(async () => await postgres[Symbol.asyncDispose]());

const soon = { timeout: 30_000 };
const sample = { policy: 'p', times: 1, solved: true, tests: [{ id: 'a', passed: true, costMs: 1 }] };
const judged = async (store: Store) => (await store.statistics('t', 'd')).tests[0]?.byPolicy.get('p')?.judged ?? 0;
const through = ({ port }: TestProxy) => ({ url: url.replace(`:${postgres.port}/`, `:${port}/`) });

it.each(['fast', 'immediate'] as const)(
	'A server that is restarted (%s) while others count is waited for, and each sample is counted once',
	async (mode) => {
		await using closing = new AsyncDisposableStack();
		const stores = await Promise.all([0, 1, 2].map(async () => closing.use(await openStoreAt({ url }))));
		let [added, restarted] = [0, false];
		const add = async (store: Store) => {
			for (let more = 50; more > 0; more -= restarted ? 1 : 0) {
				await store.addOutcomes('t', 'd', [sample]);
				added++;
			}
		};
		const adding = Promise.all(stores.flatMap((store) => [add(store), add(store), add(store)]));
		await expect.poll(() => added, soon).toBeGreaterThan(100);
		await postgres.stop(mode);
		await postgres.start();
		restarted = true;
		await adding;
		for (const store of stores) expect(await judged(store)).toBe(added);
	},
);

const curriculum = newCurriculum(['a'], CurriculumOptions.parse({}));
const changes: [string, (store: Store) => Promise<unknown>, unknown, (store: Store) => Promise<unknown>][] = [
	['outcomes', async (store) => await store.addOutcomes('t', 'd', [sample]), 1, judged],
	[
		'a payment',
		async (store) => await store.putPaid(theCall, new Map([[0, lineOf(0)]]), { digest: 'd', sample }),
		[1, 1],
		async (store) => [await judged(store), (await store.openCall(theCall))?.size],
	],
	[
		'a snapshot',
		async (store) => expect(await store.takeSnapshot('t', 's')).toBe(true),
		false,
		async (store) => await store.takeSnapshot('t', 's'),
	],
	[
		'a curriculum',
		async (store) => expect(await store.putCurriculum('t', 'c', 0, curriculum)).toBe(true),
		1,
		async (store) => (await store.getCurriculum('t', 'c'))?.version,
	],
	['a job', async (store) => await store.createJob('t', jobOf('j', 5)), 5, async (store) => (await store.openSamples('j', -1, 10)).length],
	[
		'a problem',
		async (store) => expect(await store.putProblem('t', aProblem())).toMatchObject({ created: true }),
		false,
		async (store) => (await store.putProblem('t', aProblem())).created,
	],
];
for (const when of ['before', 'after'] as const)
	it.each(changes)(
		`A change of %s is made once where the connection is lost ${when} the server has the COMMIT`,
		async (_, change, expected, look) => {
			await using proxy = await startProxy(postgres.port);
			await using store = await openStoreAt(through(proxy));
			await store.openCall(theCall);
			proxy.cutAt('COMMIT\0', when); // the whole statement
			await change(store);
			expect(proxy.cut()).toBe(1);
			expect(await look(store)).toEqual(expected);
		},
	);

it('What reads is read again where the connection is lost', async () => {
	await using proxy = await startProxy(postgres.port);
	await using store = await openStoreAt(through(proxy));
	await store.addOutcomes('t', 'd', [sample]);
	for (const when of ['before', 'after'] as const) {
		proxy.cutAt('readSolved', when);
		expect(await judged(store)).toBe(1);
	}
	expect(proxy.cut()).toBe(2);
});

it('A transaction of a process that stands still is rolled back, and done again when the process goes on', async () => {
	await using store = await openStoreAt({ url: `${url}?idle_in_transaction_session_timeout=200` });
	await store.openCall(theCall);
	let stood = false;
	const lines = new Map([[0, lineOf(0)]]);
	const slow = {
		digest: 'd',
		sample: {
			...sample,
			get policy() {
				// The first time, for longer than the database waits.
				const end = performance.now() + (stood ? 0 : 600);
				stood = true;
				while (performance.now() < end);
				return 'p';
			},
		},
	};
	await store.putPaid(theCall, lines, slow);
	expect([stood, await judged(store)]).toEqual([true, 1]);
	const ended = 'SELECT sessions_fatal::integer AS n FROM pg_stat_database WHERE datname = current_database()';
	await expect.poll(async () => await postgres.query(url, ended), soon).toEqual([{ n: 1 }]);
});

it('A server that is away for longer than patience lasts is a fault that says so, and the next call finds it again', async () => {
	await using store = await openStoreAt({ url }, { patienceMs: 300 });
	await store.addOutcomes('t', 'd', [sample]);
	await postgres.stop('fast');
	const calls = [() => store.addOutcomes('t', 'd', [sample]), () => store.statistics('t', 'd'), () => store.ping()];
	for (const call of calls) {
		const error = await call().then(
			() => undefined,
			(reason: unknown) => reason,
		);
		expect(error).toMatchObject({ code: 'store_unavailable', message: expect.stringContaining('ECONNREFUSED') });
		expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(postgres.password);
	}
	await postgres.start();
	await store.ping();
	await store.addOutcomes('t', 'd', [sample]);
	expect(await judged(store)).toBe(2);
});

it('A server that does not answer is not waited for without end', async () => {
	await using proxy = await startProxy(postgres.port);
	const { url: address } = through(proxy);
	await using store = await openStoreAt({ url: `${address}?query_timeout=300` }, { patienceMs: 300 });
	proxy.silence();
	const begun = performance.now();
	await expect(store.statistics('t', 'd')).rejects.toMatchObject({ code: 'store_unavailable' });
	expect(performance.now() - begun).toBeLessThan(20_000);
});

it('A statement that takes too long is given up, and has changed nothing', async () => {
	await using store = await openStoreAt({ url: `${url}?statement_timeout=300` });
	await store.addOutcomes('t', 'd', [sample]);
	await using blocker = await postgres.session(url);
	await blocker.query('BEGIN; LOCK TABLE outcomes');
	await expect(store.addOutcomes('t', 'd', [sample])).rejects.toMatchObject({
		code: 'store_unavailable',
		message: expect.stringContaining('timeout'),
	});
	await blocker.query('COMMIT');
	expect(await judged(store)).toBe(1);
	await store.addOutcomes('t', 'd', [sample]);
	expect(await judged(store)).toBe(2);
});

test('A labelling job waits for a database that is away for long, and goes on where it was', async () => {
	await using store = await openStoreAt({ url }, { patienceMs: 100 });
	await using jobs = openRunner(store);
	const { runner, grader, faults } = jobs;
	const { digest } = await putJob(store, ['accepted', 'hang', 'wrong_answer']);
	await runner.resume();
	await expect.poll(() => grader.started.length, soon).toBe(2);
	await postgres.stop('fast');
	grader.release();
	await expect.poll(() => faults, soon).toMatchObject([{ code: 'store_unavailable' }]);
	await postgres.start();
	const view = async () => (await store.getJob('t', 'j'))?.view;
	await expect.poll(() => grader.started.length, soon).toBe(3);
	grader.release();
	await expect.poll(view, soon).toMatchObject({ status: 'done', done: 3 });
	expect((await store.statistics('t', digest)).tests[0]?.byPolicy.get('p')).toEqual({ passed: 2, judged: 3 });
});
