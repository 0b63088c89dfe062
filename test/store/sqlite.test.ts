import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import { openSqliteStore } from '../../services/store/sqlite/store.ts';
import { type StorePlace, sharedStoreConformance } from '../conformance/shared-store.ts';
import { storeConformance } from '../conformance/store.ts';
import { temporaryFolder } from '../support/temporary.ts';

const cacheBytes = 1024 * 1024;

async function newFile(): Promise<StorePlace & { readonly file: string }> {
	const folder = await temporaryFolder();
	const file = folder.file('deep/er/problems.sqlite');
	return {
		address: { file },
		file,
		query: async (sql) => {
			using database = new DatabaseSync(file);
			return database.prepare(sql).all();
		},
		[Symbol.asyncDispose]: async () => await folder[Symbol.asyncDispose](),
	};
}

storeConformance('the sqlite store', async () => await openSqliteStore({ file: ':memory:', cacheBytes }));
storeConformance('the sqlite store without room for a cache', async () => await openSqliteStore({ file: ':memory:', cacheBytes: 1 }));
sharedStoreConformance('the sqlite store', newFile);

it('refuses a database of a newer version instead of guessing', async () => {
	await using folder = await temporaryFolder();
	const file = folder.file('problems.sqlite');
	const database = new DatabaseSync(file);
	database.exec('PRAGMA user_version = 999');
	database.close();
	await expect(openSqliteStore({ file, cacheBytes })).rejects.toThrow(/schema 999/);
});

it('forgets a job that was cut off while it was written', async () => {
	await using place = await newFile();
	const time = new Date('2030-01-02T00:00:00Z');
	await using store = await openSqliteStore({ file: place.file, cacheBytes, now: () => time });
	await place.query("INSERT INTO jobs VALUES ('half', 't', 'half', '{}', 2, 0, '2030-01-01T00:00:00.000Z', NULL, NULL, NULL)");
	await place.query("INSERT INTO job_samples VALUES ('half', 0, '{}', NULL)");
	expect([await store.unfinishedJobs(), await store.getJob('t', 'half')]).toEqual([[], undefined]);
	await store.createJob('t', { id: 'j', levels: LevelOptions.parse({}), samples: [] });
	expect(await place.query('SELECT id FROM jobs')).toMatchObject([{ id: 'j' }]);
	expect(await place.query('SELECT job FROM job_samples')).toEqual([]);
});
