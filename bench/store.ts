import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskCache } from '../services/disk-cache.ts';
import type { Store } from '../services/store/contract.ts';
import { openPostgresStore } from '../services/store/postgres/store.ts';
import { openSqliteStore } from '../services/store/sqlite/store.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import { jobOf, lineOf, theCall } from '../test/support/store-process.ts';
import { Problem } from '../testcases/schema.ts';
import { type Bench, type Figure, median } from './bench.ts';

const testsOfSuite = 100;
const callsPerRound = 100;
const atOnce = 16;
const jobSamples = 100_000;
/** So small that every suite is read anew. */
const noCache = { cacheBytes: 1 };

const sample = {
	policy: 'p',
	times: 1,
	solved: false,
	tests: Array.from({ length: testsOfSuite }, (_, n) => ({ id: `test ${n}`, passed: n % 2 === 0, costMs: 1 })),
};
/** Of about a megabyte. */
const problem = Problem.parse({
	id: 'p',
	tests: Array.from({ length: testsOfSuite }, (_, n) => ({ kind: 'stdio', input: `${n} `.repeat(2_000), output: `${n}` })),
});

type Work = (store: Store, n: number) => Promise<unknown>;

/** Milliseconds of what is asked of a store: of SQLite in its file, and of a PostgreSQL server of the same machine. */
export const store: Bench = {
	name: 'store',
	title: `SQLite and PostgreSQL as stores, medians of ${callsPerRound} calls a round`,
	async run({ rounds }) {
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		const calls = rounds * callsPerRound;
		try {
			await using postgres = await startPostgres({ fsync: 'on' });
			const url = await postgres.newDatabase();
			const settings = { url, connections: atOnce, ...noCache };
			await using sqlite = await openSqliteStore({ file: join(folder, 'store.sqlite'), ...noCache });
			await using plain = await openPostgresStore(settings);
			await using cached = await openPostgresStore({ ...settings, disk: await DiskCache.open(join(folder, 'suites'), 2 ** 30) });
			const stores = new Map([
				['SQLite', sqlite],
				['PostgreSQL', plain],
			]);
			for (const one of stores.values()) {
				await one.putProblem('t', problem);
				await one.openCall(theCall);
			}
			const add: Work = async (one) => await one.addOutcomes('t', 'd', [sample]);
			const pay: Work = async (one, n) => await one.putPaid(theCall, new Map([[n, lineOf(n)]]), { digest: 'd', sample });
			const addMany: Work = async (one) => await Promise.all(Array.from({ length: atOnce }, async () => await add(one, 0)));
			const withDisk = new Map([...stores, ['PostgreSQL with the disk cache', cached]]);
			return [
				await floor(postgres, url, calls),
				...(await inTurns(`counting a program of ${testsOfSuite} tests`, stores, add, calls)),
				...(await inTurns(`counting ${atOnce} such programs at once`, stores, addMany, calls / atOnce)),
				...(await inTurns('paying and counting one with an idempotency key', stores, pay, calls)),
				...(await inTurns('reading the statistics of a suite', stores, async (one) => await one.statistics('t', 'd'), calls)),
				...(await inTurns('reading a suite of 0.8 MB', withDisk, async (one) => await one.getProblem('t', 'p'), calls)),
				...(await inTurns(`a job of ${jobSamples} samples`, stores, async (one) => await one.createJob('t', jobOf('j', jobSamples)), 1)),
			];
		} finally {
			rmSync(folder, { recursive: true });
		}
	},
};

/** The median of each store, in turns, so that what else happens on the machine meets all; next to that of the first. */
async function inTurns(what: string, stores: ReadonlyMap<string, Store>, work: Work, calls: number): Promise<Figure[]> {
	const runs = [...stores].map(([name, one]) => ({ name, one, times: [] as number[] }));
	for (let n = 0; n < calls; n++) for (const { one, times } of runs) times.push(await timed(async () => await work(one, n)));
	const [first = Number.NaN, ...others] = runs.map(({ times }) => median(times));
	const named = (index: number) => `${what}, ${runs[index]?.name}`;
	return [
		{ what: named(0), value: first, unit: 'ms' },
		...others.map((value, index) => ({ what: named(index + 1), value, unit: 'ms', ratio: value / first, ratioOf: `${runs[0]?.name}` })),
	];
}

/** What a transaction of one row costs with nothing of ours. */
async function floor(postgres: TestPostgres, url: string, calls: number): Promise<Figure> {
	await using session = await postgres.session(url);
	await session.query('CREATE TABLE floor (n bigint); INSERT INTO floor VALUES (0)');
	const times: number[] = [];
	for (let n = 0; n < calls; n++) times.push(await timed(async () => await session.query('UPDATE floor SET n = n + 1')));
	return { what: 'a transaction of one row, PostgreSQL by its bare driver', value: median(times), unit: 'ms' };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
