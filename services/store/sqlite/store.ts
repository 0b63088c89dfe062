import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isDigest } from '../../../testcases/digest.ts';
import type { Problem } from '../../../testcases/schema.ts';
import { JobSample, type JobStatus, type JobView } from '../../contract/jobs.ts';
import type { ProblemSummary, StoredProblem } from '../../contract/problems.ts';
import { Verdict } from '../../contract/verdict.ts';
import { CurriculumState } from '../../curriculum/state.ts';
import { LevelOptions } from '../../difficulty/levels.ts';
import { AssayError } from '../../errors.ts';
import type {
	FoundProblem,
	JobResult,
	NewJob,
	ObservedSample,
	OpenSample,
	PageRequest,
	ProblemPage,
	Store,
	StoredCurriculum,
	StoredJob,
	SuiteStatistics,
} from '../contract.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { migrate } from './migrations.ts';
import {
	CurriculumRow,
	EpochRow,
	JobRow,
	OutcomeRow,
	prepareStatements,
	SampleRow,
	SolvedRow,
	type Statements,
	SuiteRow,
	VersionRow,
} from './statements.ts';
import { decodeSuite, encodeSuite } from './suite-codec.ts';

export interface SqliteStoreOptions {
	/** The database file; `:memory:` keeps nothing. */
	readonly file: string;
	/** Parsed problems kept in memory, in bytes of JSON. */
	readonly cacheBytes: number;
	readonly now?: () => Date;
}

/** Opens the embedded store, creating or upgrading its file. Several processes may share the file. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
	if (options.file !== ':memory:') await mkdir(dirname(options.file), { recursive: true, mode: 0o700 });
	const database = new DatabaseSync(options.file, { timeout: 5_000 });
	try {
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
		migrate(database);
		return new SqliteStore(database, options);
	} catch (error) {
		database.close();
		throw error;
	}
}

class SqliteStore implements Store {
	readonly #database: DatabaseSync;
	readonly #statements: Statements;
	readonly #now: () => Date;
	readonly #cache: LRUCache<string, Problem>;

	constructor(database: DatabaseSync, options: SqliteStoreOptions) {
		this.#database = database;
		this.#statements = prepareStatements(database);
		this.#now = options.now ?? (() => new Date());
		this.#cache = new LRUCache({ maxSize: options.cacheBytes });
	}

	async putProblem(tenant: string, problem: Problem): Promise<StoredProblem> {
		if (!problem.id.isWellFormed()) throw new AssayError('invalid_request', 'id: holds half of a surrogate pair');
		const suite = await encodeSuite(problem);
		const tests = problem.tests.length;
		const created = this.#transaction(() => {
			const { addSuite, addVersion, pointId } = this.#statements;
			addSuite.run(suite.digest, suite.content, suite.bytes);
			addVersion.run(tenant, suite.digest, problem.id, problem.title ?? null, tests, this.#now().toISOString());
			return Number(pointId.run(tenant, problem.id, suite.digest).changes) > 0;
		});
		return { id: problem.id, digest: suite.digest, tests, created };
	}

	async getProblem(tenant: string, idOrDigest: string): Promise<FoundProblem | undefined> {
		const find = isDigest(idOrDigest) ? this.#statements.findByDigest : this.#statements.findById;
		const row = find.get(tenant, idOrDigest);
		if (row === undefined) return undefined;
		const summary = VersionRow.parse(row);
		return { summary, problem: await this.#readSuite(summary.digest) };
	}

	async listProblems(tenant: string, page: PageRequest): Promise<ProblemPage> {
		const after = page.cursor === undefined ? '' : decodeCursor(page.cursor);
		const rows = this.#statements.listAfter.all(tenant, after, page.limit + 1);
		const problems: ProblemSummary[] = rows.slice(0, page.limit).map((row) => VersionRow.parse(row));
		const last = problems.at(-1);
		return { problems, nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(last.id) : null };
	}

	async addOutcomes(tenant: string, digest: string, samples: readonly ObservedSample[]): Promise<void> {
		this.#transaction(() => this.#count(tenant, digest, samples));
	}

	#count(tenant: string, digest: string, samples: readonly ObservedSample[]): void {
		const epoch = this.#epoch(tenant);
		for (const { policy, times, solved, tests } of samples) {
			if (solved !== undefined) this.#statements.addSolved.run(tenant, digest, policy, epoch, solved ? times : 0, times);
			for (const [place, { id, passed, costMs }] of tests.entries()) {
				const timed = costMs === undefined ? 0 : times;
				this.#statements.addOutcome.run(tenant, digest, id, policy, epoch, passed ? times : 0, times, timed, timed * (costMs ?? 0), place);
			}
		}
	}

	async takeSnapshot(tenant: string, id: string): Promise<boolean> {
		return this.#transaction(() => {
			const { changes } = this.#statements.addSnapshot.run(tenant, id, this.#epoch(tenant) + 1, this.#now().toISOString());
			return Number(changes) > 0;
		});
	}

	async statistics(tenant: string, digest: string, snapshot?: string): Promise<SuiteStatistics> {
		const before = snapshot === undefined ? Number.MAX_SAFE_INTEGER : this.#epochOf(tenant, snapshot);
		const rows = this.#statements.readOutcomes.all(tenant, digest, before).map((row) => OutcomeRow.parse(row));
		const byTest = [...Map.groupBy(rows, ({ test }) => test)];
		const costs = byTest.map(([id, of]) => {
			const [timed, costMs] = of.reduce(([runs, sum], row) => [runs + row.timed, sum + row.cost_ms], [0, 0]);
			return [id, timed, costMs] as const;
		});
		const solved = this.#statements.readSolved.all(tenant, digest, before).map((row) => SolvedRow.parse(row));
		return {
			tests: byTest.map(([id, of]) => ({ id, byPolicy: new Map(of.map(({ policy, passed, judged }) => [policy, { passed, judged }])) })),
			costMs: new Map(costs.filter(([, timed]) => timed > 0).map(([id, timed, costMs]) => [id, costMs / timed])),
			solved: new Map(solved.map(({ policy, passed, judged }) => [policy, { passed, judged }])),
		};
	}

	async getCurriculum(tenant: string, name: string): Promise<StoredCurriculum | undefined> {
		const row = this.#statements.readCurriculum.get(tenant, name);
		if (row === undefined) return undefined;
		const { version, state } = CurriculumRow.parse(row);
		return { version, state: CurriculumState.parse(JSON.parse(state)) };
	}

	async putCurriculum(tenant: string, name: string, readVersion: number, state: CurriculumState): Promise<boolean> {
		const text = JSON.stringify(state);
		const { addCurriculum, changeCurriculum } = this.#statements;
		const { changes } = readVersion === 0 ? addCurriculum.run(tenant, name, text) : changeCurriculum.run(text, tenant, name, readVersion);
		return Number(changes) > 0;
	}

	async createJob(tenant: string, { id, levels, samples }: NewJob): Promise<JobView> {
		const created_at = this.#now().toISOString();
		this.#transaction(() => {
			this.#statements.addJob.run(id, tenant, JSON.stringify(levels), samples.length, created_at);
			for (const [position, sample] of samples.entries()) this.#statements.addSample.run(id, position, JSON.stringify(sample));
		});
		return { id, status: 'running', done: 0, total: samples.length, created_at };
	}

	async getJob(tenant: string, id: string): Promise<StoredJob | undefined> {
		const row = this.#statements.findJob.get(tenant, id);
		return row === undefined ? undefined : toJob(row);
	}

	async unfinishedJobs(): Promise<readonly StoredJob[]> {
		return this.#statements.listRunning.all().map(toJob);
	}

	async openSamples(id: string, after: number, limit: number): Promise<readonly OpenSample[]> {
		return this.#statements.openSamples.all(id, after, limit).map((row) => {
			const { position, sample } = SampleRow.parse(row);
			return { position, sample: JobSample.parse(JSON.parse(sample)) };
		});
	}

	async putResult(
		{ tenant, view }: StoredJob,
		position: number,
		digest: string,
		results: JobResult,
		observed: ObservedSample,
	): Promise<void> {
		const text = JSON.stringify(results.map(({ id, verdict }) => [id, verdict]));
		this.#transaction(() => {
			if (Number(this.#statements.putResult.run(text, view.id, position).changes) === 0) return;
			this.#statements.countDone.run(view.id);
			this.#count(tenant, digest, [observed]);
		});
	}

	async *jobResults(id: string): AsyncGenerator<{ sample: JobSample; results: JobResult }> {
		for (let after = -1; ; ) {
			const rows = this.#statements.resultsAfter.all(id, after, resultsAtOnce).map((row) => SampleRow.parse(row));
			for (const { sample, results = '[]' } of rows) {
				const verdicts = ResultPairs.parse(JSON.parse(results));
				yield { sample: JobSample.parse(JSON.parse(sample)), results: verdicts.map(([test, verdict]) => ({ id: test, verdict })) };
			}
			const last = rows.at(-1);
			if (last === undefined) return;
			after = last.position;
		}
	}

	async endJob(id: string, status: Exclude<JobStatus, 'running'>, reason?: string): Promise<void> {
		this.#statements.endJob.run(status, reason ?? null, id);
	}

	async ping(): Promise<void> {
		this.#statements.ping.get();
	}

	async close(): Promise<void> {
		if (this.#database.isOpen) this.#database.close();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}

	async #readSuite(digest: string): Promise<Problem> {
		const cached = this.#cache.get(digest);
		if (cached !== undefined) return cached;
		const row = this.#statements.readSuite.get(digest);
		if (row === undefined) throw new AssayError('internal_error', `the stored suite ${digest} is missing`);
		const { content, bytes } = SuiteRow.parse(row);
		const problem = await decodeSuite(digest, content);
		this.#cache.set(digest, problem, { size: Math.max(bytes, 1) });
		return problem;
	}

	/** What is counted now belongs to this epoch: how many snapshots the tenant has taken. */
	#epoch(tenant: string): number {
		return EpochRow.parse(this.#statements.readEpoch.get(tenant)).epoch;
	}

	#epochOf(tenant: string, snapshot: string): number {
		const row = this.#statements.findSnapshot.get(tenant, snapshot);
		if (row !== undefined) return EpochRow.parse(row).epoch;
		throw new AssayError('snapshot_not_found', `no snapshot ${JSON.stringify(snapshot)}`, { hint: 'Take one with POST /v1/snapshots.' });
	}

	#transaction<T>(work: () => T): T {
		this.#database.exec('BEGIN IMMEDIATE');
		try {
			const result = work();
			this.#database.exec('COMMIT');
			return result;
		} catch (error) {
			this.#database.exec('ROLLBACK');
			throw error;
		}
	}
}

/** Rows read at a time, so that a large job is never in memory as a whole. */
const resultsAtOnce = 200;
const ResultPairs = z.array(z.tuple([z.string(), Verdict]));

function toJob(row: unknown): StoredJob {
	const { tenant, levels, reason, ...view } = JobRow.parse(row);
	return { tenant, levels: LevelOptions.parse(JSON.parse(levels)), view: { ...view, ...(reason === null ? {} : { reason }) } };
}
