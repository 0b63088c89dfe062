import { setImmediate as breathe } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurriculumOptions, newCurriculum } from '../../services/curriculum/state.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import type { SuiteStatistics } from '../../services/store/contract.ts';
import { suiteStatistics } from '../../services/store/suite-statistics.ts';
import { tallyOf } from '../../services/store/tally.ts';
import { aProblem } from '../support/problems.ts';
import {
	jobOf,
	lineOf,
	openStoreAt,
	type StoreAddress,
	type StoreProcesses,
	sampleOf,
	startProcesses,
	theCall,
} from '../support/store-process.ts';

/** Where one store is kept, for as long as a test takes. */
export interface StorePlace extends AsyncDisposable {
	readonly address: StoreAddress;
	/** Runs SQL past the store. */
	query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

const curriculum = newCurriculum(['a', 'b'], CurriculumOptions.parse({ seed: 5 }));
const processCount = 4;
/** Plain data, to be compared. */
const plain = ({ tests, solved }: SuiteStatistics) => ({
	tests: tests.map(({ id, byPolicy }) => [id, Object.fromEntries(byPolicy)]).sort(),
	solved: Object.fromEntries(solved),
});
/** What the first so many samples come to, each so many times. */
function sumOf(samples: number, times: number) {
	const all = Array.from({ length: times }, () => Array.from({ length: samples }, (_, n) => sampleOf(n))).flat();
	const { outcomes, solved } = tallyOf(all);
	return plain(suiteStatistics(outcomes, solved));
}

/** What every store does that is kept in a place: over restarts, and for several processes at once. */
export function sharedStoreConformance(name: string, newPlace: () => Promise<StorePlace>): void {
	describe(`${name}, opened again and by others`, () => {
		let processes: StoreProcesses;
		beforeAll(() => {
			processes = startProcesses(processCount);
		});
		afterAll(async () => await processes[Symbol.asyncDispose]());

		it('has everything again after a restart', async () => {
			await using place = await newPlace();
			const problem = aProblem();
			{
				await using store = await openStoreAt(place.address);
				await store.putProblem('t', problem);
				await store.addOutcomes('t', 'd', [sampleOf(0)]);
				await store.takeSnapshot('t', 's');
				await store.openCall(theCall);
				await store.putPaid(theCall, new Map([[0, lineOf(0)]]));
				await store.putCurriculum('t', 'c', 0, curriculum);
				await store.createJob('t', jobOf('j', 2));
			}
			await using store = await openStoreAt(place.address);
			expect((await store.getProblem('t', 'sum'))?.problem).toEqual(problem);
			expect(plain(await store.statistics('t', 'd', 's'))).toEqual(sumOf(1, 1));
			expect(await store.openCall(theCall)).toEqual(new Map([[0, lineOf(0)]]));
			expect(await store.getCurriculum('t', 'c')).toEqual({ version: 1, state: curriculum });
			expect((await store.unfinishedJobs()).map(({ view }) => [view.id, view.total])).toEqual([['j', 2]]);
		});

		it('shows each at once what another has written', async () => {
			await using place = await newPlace();
			await using one = await openStoreAt(place.address);
			await using other = await openStoreAt(place.address);
			const old = await one.putProblem('t', aProblem());
			expect((await other.getProblem('t', 'sum'))?.problem).toEqual(aProblem());
			await other.putProblem('t', aProblem({ limits: { cpu_ms: 7 } }));
			expect((await one.getProblem('t', 'sum'))?.problem.limits).toEqual({ cpu_ms: 7 });
			expect((await one.getProblem('t', old.digest))?.problem).toEqual(aProblem());
			expect((await one.putProblem('t', aProblem())).created).toBe(true);
			await one.addOutcomes('t', 'd', [sampleOf(0)]);
			expect(plain(await other.statistics('t', 'd'))).toEqual(sumOf(1, 1));
			expect([await other.takeSnapshot('t', 's'), await one.takeSnapshot('t', 's')]).toEqual([true, false]);
			await one.createJob('t', jobOf('j', 1));
			await other.endJob('j', 'cancelled');
			expect((await one.getJob('t', 'j'))?.view.status).toBe('cancelled');
		});

		it('is made once by processes that start at the same time', async () => {
			await using place = await newPlace();
			await processes.run({ address: place.address, task: 'open', times: 1 });
			await using store = await openStoreAt(place.address);
			expect((await store.putProblem('t', aProblem())).created).toBe(true);
		});

		it('counts exactly while processes add the same tests in any order', async () => {
			await using place = await newPlace();
			await processes.run({ address: place.address, task: 'count', times: 100 });
			await using store = await openStoreAt(place.address);
			const added = Array.from({ length: 100 }, (_, n) => [sampleOf(n), sampleOf(n + 1)]).flat();
			const { outcomes, solved } = tallyOf(Array.from({ length: processCount }, () => added).flat());
			expect(plain(await store.statistics('t', 'd'))).toEqual(plain(suiteStatistics(outcomes, solved)));
		});

		it('pays and counts a position once that several processes pay', async () => {
			await using place = await newPlace();
			await processes.run({ address: place.address, task: 'pay', times: 50 });
			await using store = await openStoreAt(place.address);
			expect((await store.openCall(theCall))?.size).toBe(50);
			expect(plain(await store.statistics('t', 'd'))).toEqual(sumOf(50, 1));
		});

		it('counts a result once that several processes put', async () => {
			await using place = await newPlace();
			await using store = await openStoreAt(place.address);
			await store.createJob('t', jobOf('j', 50));
			await processes.run({ address: place.address, task: 'results', times: 50 });
			expect((await store.getJob('t', 'j'))?.view.done).toBe(50);
			expect(await Array.fromAsync(store.jobResults('j'))).toHaveLength(50);
			expect(plain(await store.statistics('t', 'd'))).toEqual(sumOf(50, 1));
		});

		it('loses no change of a curriculum that several processes make', async () => {
			await using place = await newPlace();
			await using store = await openStoreAt(place.address);
			await store.putCurriculum('t', 'c', 0, curriculum);
			await processes.run({ address: place.address, task: 'curriculum', times: 20 });
			expect(await store.getCurriculum('t', 'c')).toMatchObject({ version: 81, state: { taken: 80 } });
		});

		it('keeps a snapshot as it was taken, while processes go on counting', async () => {
			await using place = await newPlace();
			await using store = await openStoreAt(place.address);
			const taken: [string, SuiteStatistics][] = [];
			const different = () => new Set(taken.map(([, statistics]) => JSON.stringify(plain(statistics)))).size;
			while (different() <= 2) {
				let over = false;
				const counting = processes.run({ address: place.address, task: 'count', times: 100 }).finally(() => {
					over = true;
				});
				while (!over) {
					const id = `s${taken.length}`;
					await store.takeSnapshot('t', id);
					taken.push([id, await store.statistics('t', 'd', id)]);
					await breathe();
				}
				await counting;
			}
			for (const [id, statistics] of taken) expect(plain(await store.statistics('t', 'd', id)), id).toEqual(plain(statistics));
		});

		it('says that a suite is damaged instead of judging by it', async () => {
			await using place = await newPlace();
			{
				await using store = await openStoreAt(place.address);
				await store.putProblem('t', aProblem());
				await store.putProblem('t', aProblem({ id: 'other' }));
			}
			await place.query(`UPDATE suites SET content = (SELECT s.content FROM suites s JOIN versions v USING (digest) WHERE v.id = 'other')`);
			await using store = await openStoreAt(place.address);
			await expect(store.getProblem('t', 'sum')).rejects.toThrow(/damaged/);
		});

		it('forgets what was paid in a call after a day', async () => {
			await using place = await newPlace();
			let time = new Date('2030-01-01T00:00:00Z');
			await using store = await openStoreAt(place.address, { now: () => time });
			await store.openCall(theCall);
			await store.putPaid(theCall, new Map([[0, lineOf(0)]]));
			time = new Date('2030-01-01T23:59:00Z');
			expect((await store.openCall({ ...theCall, key: 'other' }))?.size).toBe(0);
			expect((await store.openCall(theCall))?.size).toBe(1);
			time = new Date('2030-01-02T00:01:00Z');
			expect((await store.openCall({ ...theCall, requestDigest: 'new' }))?.size).toBe(0);
			expect(await place.query('SELECT position FROM paid_lines')).toEqual([]);
		});

		it('has nothing of a job that was cut off while it was written', async () => {
			await using place = await newPlace();
			await using store = await openStoreAt(place.address);
			// Its samples end with one that cannot be written.
			const { samples, ...job } = jobOf('half', 1000);
			const last = samples.at(-1);
			if (last === undefined) throw new Error('no sample');
			const broken = { ...last, toJSON: () => expect.unreachable() };
			await expect(store.createJob('t', { ...job, samples: [...samples, broken] })).rejects.toThrow();
			expect([await store.getJob('t', 'half'), await store.unfinishedJobs()]).toEqual([undefined, []]);
			expect((await store.createJob('t', { id: 'j', levels: LevelOptions.parse({}), samples: [] })).total).toBe(0);
		});
	});
}
