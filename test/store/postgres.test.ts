import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DiskCache } from '../../services/disk-cache.ts';
import { lookAtPostgres } from '../../services/store/postgres/look.ts';
import { openPostgresStore } from '../../services/store/postgres/store.ts';
import { createLogger } from '../../services/telemetry/logger.ts';
import { type StorePlace, sharedStoreConformance } from '../conformance/shared-store.ts';
import { storeConformance } from '../conformance/store.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { aProblem } from '../support/problems.ts';
import { openStoreAt, sampleOf } from '../support/store-process.ts';
import { temporaryFolder } from '../support/temporary.ts';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
});
afterAll(async () => await postgres[Symbol.asyncDispose]());

async function newPlace(): Promise<StorePlace & { readonly url: string }> {
	const url = await postgres.newDatabase();
	return { address: { url }, url, query: async (sql) => await postgres.query(url, sql), [Symbol.asyncDispose]: async () => undefined };
}

storeConformance('the postgres store', async () => await openStoreAt((await newPlace()).address));
sharedStoreConformance('the postgres store', newPlace);

/** The error that a call ends with. */
const errorOf = async (call: Promise<unknown>): Promise<unknown> =>
	await call.then(
		() => undefined,
		(error: unknown) => error,
	);

it('applies each migration once, whoever starts at the same time', async () => {
	const { url } = await newPlace();
	const stores = await Promise.all(Array.from({ length: 8 }, async () => await openStoreAt({ url })));
	for (const store of stores) await store.close();
	const { detail } = await lookAtPostgres(url);
	const [, schema] = /schema (\d+) of \1$/.exec(detail) ?? [];
	const rows = await postgres.query(url, 'SELECT version FROM migrations ORDER BY version');
	expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: Number(schema) }, (_, n) => n + 1));
});

it('refuses a database of a newer version instead of guessing, and leaves it alone', async () => {
	const { url } = await newPlace();
	await (await openStoreAt({ url })).close();
	await postgres.query(url, 'INSERT INTO migrations (version) VALUES (999)');
	const error = await errorOf(openStoreAt({ url }));
	expect(error).toMatchObject({ message: expect.stringMatching(/schema 999, newer/), hint: expect.stringContaining('ASSAY_STORE') });
	expect(await lookAtPostgres(url)).toMatchObject({ answers: false, detail: expect.stringContaining('schema 999 of') });
});

it('says what is wrong with an address, and never the password', async () => {
	const { url } = await newPlace();
	const wrong: [string, string, RegExp][] = [
		[
			url.replace(postgres.password, 'guessed-word'),
			'store_unavailable',
			/assay@127\.0\.0\.1:\d+\/assay_\d+ cannot be used: password authentication failed/,
		],
		[url.replace(`:${postgres.password}`, ''), 'store_unavailable', /it asks for a password/],
		[url.replace(/assay_\d+$/, 'nowhere'), 'store_unavailable', /database "nowhere" does not exist/],
		[url.replace(`:${postgres.port}/`, ':1/'), 'store_unavailable', /ECONNREFUSED/],
		[url.replace('127.0.0.1', 'no-such-host.invalid'), 'store_unavailable', /ENOTFOUND|EAI_AGAIN/],
		[`${url}?sslmode=verify-full`, 'store_unavailable', /SSL/],
		[url.replace(/:\d+\//, ':port/'), 'invalid_request', /not an address/],
		[url.replace(/127\.0\.0\.1:\d+/, '[::1'), 'invalid_request', /not an address/],
	];
	for (const [address, code, words] of wrong) {
		const error = await errorOf(openStoreAt({ url: address }, { patienceMs: 100 }));
		expect(error, address).toMatchObject({ code, message: expect.stringMatching(words) });
		if (code === 'store_unavailable')
			expect(await lookAtPostgres(address)).toMatchObject({ answers: false, detail: expect.stringMatching(words) });
		const shown = [inspect(error, { depth: 10, showHidden: true }), JSON.stringify(error), logged(error)].join();
		for (const secret of [postgres.password, 'guessed-word', 'be-seen']) expect(shown).not.toContain(secret);
	}
});

it('takes no more connections than it may', async () => {
	const { url } = await newPlace();
	await using store = await openStoreAt({ url }, { connections: 3 });
	await using watcher = await postgres.session(url);
	const sample = sampleOf(0);
	const work = Promise.all(Array.from({ length: 100 }, async () => await store.addOutcomes('t', 'd', [sample])));
	const seen: number[] = [];
	let over = false;
	void work.finally(() => {
		over = true;
	});
	const look = async () => {
		const [row] = await watcher.query(
			`SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'assay'`,
		);
		seen.push(Number(row?.n));
	};
	while (!over) await look();
	await work;
	await look(); // they are kept for a while
	expect(Math.max(...seen)).toBe(3);
});

it('reads a suite from the disk of its worker, where it was read once, without asking the database', async () => {
	const { url } = await newPlace();
	await using folder = await temporaryFolder();
	const open = async () =>
		await openPostgresStore({ url, connections: 2, cacheBytes: 1, disk: await DiskCache.open(folder.path, 1 << 20) });
	await using first = await open();
	await first.putProblem('t', aProblem());
	await first.getProblem('t', 'sum');
	await postgres.query(url, `UPDATE suites SET content = 'gone'`);
	await using second = await open();
	expect((await second.getProblem('t', 'sum'))?.problem).toEqual(aProblem());
	expect(await second.getProblem('other', 'sum')).toBeUndefined();
});

it('has let no two transactions of all these tests wait for each other', async () => {
	const { url } = await newPlace();
	expect(await postgres.query(url, 'SELECT sum(deadlocks)::integer AS n FROM pg_stat_database')).toEqual([{ n: 0 }]);
});

/** What the log of a service says of an error. */
function logged(err: unknown): string {
	let log = '';
	const write = (line: string) => {
		log += line;
	};
	createLogger('error', { write }).error({ err });
	return log;
}
