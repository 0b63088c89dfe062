import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import { openSqliteStore } from '../../services/store/sqlite/store.ts';
import { storeConformance } from '../conformance/store.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

const cacheBytes = 1024 * 1024;

storeConformance('the sqlite store', async () => await openSqliteStore({ file: ':memory:', cacheBytes }));
storeConformance('the sqlite store without room for a cache', async () => await openSqliteStore({ file: ':memory:', cacheBytes: 1 }));

it('has its problems again after a restart', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('deep/er/problems.sqlite');
	const problem = aProblem();
	{
		await using store = await openSqliteStore({ file, cacheBytes });
		await store.putProblem('t', problem);
	}
	await using store = await openSqliteStore({ file, cacheBytes });
	expect((await store.getProblem('t', 'sum'))?.problem).toEqual(problem);
});

it('lets two processes write to one file', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	await using one = await openSqliteStore({ file, cacheBytes });
	await using other = await openSqliteStore({ file, cacheBytes });
	await one.putProblem('t', aProblem({ id: 'from one' }));
	await other.putProblem('t', aProblem({ id: 'from the other' }));
	expect((await one.listProblems('t', { limit: 10 })).problems.map(({ id }) => id)).toEqual(['from one', 'from the other']);
});

it('keeps statistics exact while several processes count in one file', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	const stores = await Promise.all([0, 1, 2].map(async () => await openSqliteStore({ file, cacheBytes })));
	const sample = { policy: 'p', times: 1, solved: true, tests: [{ id: 'a', passed: true, costMs: 1 }] };
	await Promise.all(stores.flatMap((store) => Array.from({ length: 50 }, async () => await store.addOutcomes('t', 'd', [sample]))));
	for (const store of stores) {
		expect((await store.statistics('t', 'd')).tests[0]?.byPolicy.get('p')).toEqual({ passed: 150, judged: 150 });
		await store.close();
	}
});

it('keeps statistics over a restart', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	{
		await using store = await openSqliteStore({ file, cacheBytes });
		await store.addOutcomes('t', 'd', [{ policy: 'p', times: 2, solved: false, tests: [{ id: 'a', passed: false }] }]);
	}
	await using store = await openSqliteStore({ file, cacheBytes });
	expect((await store.statistics('t', 'd')).solved.get('p')).toEqual({ passed: 0, judged: 2 });
});

it('refuses a database of a newer version instead of guessing', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	const database = new DatabaseSync(file);
	database.exec('PRAGMA user_version = 999');
	database.close();
	await expect(openSqliteStore({ file, cacheBytes })).rejects.toThrow(/schema 999/);
});

it('says that a suite is damaged instead of judging by it', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	const problem = aProblem();
	{
		await using store = await openSqliteStore({ file, cacheBytes });
		await store.putProblem('t', problem);
		await store.putProblem('t', aProblem({ id: 'other' }));
	}
	const database = new DatabaseSync(file);
	database.exec(`UPDATE suites SET content = (SELECT s.content FROM suites s JOIN versions v USING (digest) WHERE v.id = 'other')`);
	database.close();
	await using store = await openSqliteStore({ file, cacheBytes });
	await expect(store.getProblem('t', 'sum')).rejects.toThrow(/damaged/);
});

it('forgets what was paid in a call after a day, and a job that was cut off while it was written', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('store.sqlite');
	let time = new Date('2030-01-01T00:00:00Z');
	const call = { tenant: 't', key: 'k', requestDigest: 'r' };
	const line = { id: '0', reward: 1, status: 'ok' as const, passed: 1, judged: 1, total: 1, skipped: [], levels: 1, cold: false };
	await using store = await openSqliteStore({ file, cacheBytes, now: () => time });
	await store.openCall(call);
	await store.putPaid(call, new Map([[0, line]]));
	using database = new DatabaseSync(file);
	database.exec("INSERT INTO jobs VALUES ('half', 't', 'half', '{}', 2, 0, '2030-01-01T00:00:00.000Z', NULL)");
	database.exec("INSERT INTO job_samples VALUES ('half', 0, '{}', NULL)");
	const count = (table: string) => database.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n;
	expect([await store.unfinishedJobs(), await store.getJob('t', 'half')]).toEqual([[], undefined]);

	time = new Date('2030-01-01T23:59:00Z');
	expect((await store.openCall({ ...call, key: 'other' }))?.size).toBe(0);
	expect((await store.openCall(call))?.size).toBe(1);
	time = new Date('2030-01-02T00:01:00Z');
	expect((await store.openCall({ ...call, requestDigest: 'new' }))?.size).toBe(0);
	expect(count('paid_lines')).toBe(0);
	await store.createJob('t', { id: 'j', levels: LevelOptions.parse({}), samples: [] });
	expect([count('jobs'), count('job_samples')]).toEqual([1, 0]);
});
