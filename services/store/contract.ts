import type { Problem } from '../../testcases/schema.ts';
import type { JobSample, JobStatus, JobView } from '../contract/jobs.ts';
import type { ProblemSummary, StoredProblem } from '../contract/problems.ts';
import type { RewardLine } from '../contract/rewards.ts';
import type { SubmissionRecord } from '../contract/submissions.ts';
import type { TestResult } from '../contract/verdict.ts';
import type { CurriculumState } from '../curriculum/state.ts';
import type { Count, TestCounts } from '../difficulty/counts.ts';
import type { LevelOptions } from '../difficulty/levels.ts';

/**
 * Keeps uploaded problems. Content is addressed by its SHA-256: an upload under a
 * known id with other content moves the id and keeps the old content reachable by
 * digest. Each tenant sees only what it uploaded.
 */
export interface ProblemStore {
	putProblem(tenant: string, problem: Problem): Promise<StoredProblem>;
	/** By id or by digest; undefined when the tenant has no such problem. */
	getProblem(tenant: string, idOrDigest: string): Promise<FoundProblem | undefined>;
	/** By id in code point order, `limit` at a time; with `search`, those whose id or title holds it, whatever the case of its ASCII letters. */
	listProblems(tenant: string, page: PageRequest): Promise<ProblemPage>;
}

/**
 * Keeps how often each test of a suite was passed. Suites are named by digest, so that
 * a suite that has changed begins anew, and one that came inline has a memory too.
 */
export interface StatisticsStore {
	/** Adds samples, all or none of them, exactly once each, whoever else adds at the same time. */
	addOutcomes(tenant: string, digest: string, samples: readonly ObservedSample[]): Promise<void>;
	/** What has been added so far, or up to a snapshot; empty where nothing was. Throws `snapshot_not_found`. */
	statistics(tenant: string, digest: string, snapshot?: string): Promise<SuiteStatistics>;
	/** Keeps the statistics of all suites of a tenant as they are now, under a name. False when it is taken. */
	takeSnapshot(tenant: string, id: string): Promise<boolean>;
}

/** Keeps what was paid under an idempotency key, so that a call that is sent again is neither paid nor counted again. */
export interface PaymentStore {
	/** What was paid under the key so far, by position in the batch; undefined when another request has used the key. Keys are forgotten a day after their call began. */
	openCall(call: PaidCall): Promise<ReadonlyMap<number, RewardLine> | undefined>;
	/** Keeps the lines of one program and counts its outcomes, both or neither, and only once. */
	putPaid(call: PaidCall, lines: ReadonlyMap<number, RewardLine>, observed?: Observation): Promise<void>;
}

export interface PaidCall {
	readonly tenant: string;
	readonly key: string;
	/** Of the request: the same key with another request is a mistake of the client. */
	readonly requestDigest: string;
}

export interface Observation {
	/** Of the suite. */
	readonly digest: string;
	readonly sample: ObservedSample;
}

/** What became of one program on the tests of a suite. A test without a verdict is not among them. */
export interface ObservedSample {
	readonly policy: string;
	/** Sampled so many times. */
	readonly times: number;
	/** Whether it passed every test; absent when some test has no verdict. */
	readonly solved?: boolean;
	/** `costMs` is CPU time; absent where the program did not run. */
	readonly tests: readonly { readonly id: string; readonly passed: boolean; readonly costMs?: number }[];
}

export interface SuiteStatistics {
	/** In the order in which they were first seen. */
	readonly tests: readonly TestCounts[];
	/** Mean CPU time of those runs of a test whose cost is known. */
	readonly costMs: ReadonlyMap<string, number>;
	/** Samples that passed every test, by policy. */
	readonly solved: ReadonlyMap<string, Count>;
}

/** Keeps curricula by name. */
export interface CurriculumStore {
	getCurriculum(tenant: string, name: string): Promise<StoredCurriculum | undefined>;
	/**
	 * Replaces the state if the version is still the one that was read (0: there was none).
	 * False when somebody else was faster, and nothing was changed.
	 */
	putCurriculum(tenant: string, name: string, readVersion: number, state: CurriculumState): Promise<boolean>;
}

export interface StoredCurriculum {
	readonly version: number;
	readonly state: CurriculumState;
}

/** Keeps jobs with their samples and results, so that they go on after a restart. */
export interface JobStore {
	createJob(tenant: string, job: NewJob): Promise<JobView>;
	/** Undefined when the tenant has no such job. */
	getJob(tenant: string, id: string): Promise<StoredJob | undefined>;
	/** The newest of a tenant first. */
	listJobs(tenant: string, limit: number): Promise<readonly JobView[]>;
	/** Jobs of all tenants that were not finished. */
	unfinishedJobs(): Promise<readonly StoredJob[]>;
	/**
	 * Takes a running job for one who works on it, or keeps it for longer: nobody else gets it before so
	 * much time has passed. False while another has it, and when it has ended.
	 */
	holdJob(id: string, holder: string, forMs: number): Promise<boolean>;
	/** Lets others have it. */
	releaseJob(id: string, holder: string): Promise<void>;
	/** Samples without a result behind a position (-1: from the first), in order. */
	openSamples(id: string, after: number, limit: number): Promise<readonly OpenSample[]>;
	/** Keeps a result and counts it in the statistics of its suite, both or neither, and only once. */
	putResult(job: StoredJob, position: number, digest: string, results: JobResult, observed: ObservedSample): Promise<void>;
	/** Results in the order of the samples. */
	jobResults(id: string): AsyncIterable<{ readonly sample: JobSample; readonly results: JobResult }>;
	/** Ends a running job; what has ended stays as it is. */
	endJob(id: string, status: Exclude<JobStatus, 'running'>, reason?: string): Promise<void>;
}

export interface NewJob {
	readonly id: string;
	readonly levels: LevelOptions;
	readonly samples: readonly JobSample[];
}

export interface StoredJob {
	readonly tenant: string;
	readonly levels: LevelOptions;
	readonly view: JobView;
}

export interface OpenSample {
	readonly position: number;
	readonly sample: JobSample;
}

/** The verdicts of a sample's tests. */
export type JobResult = readonly Pick<TestResult, 'id' | 'verdict'>[];

/** Keeps the newest programs that were judged, to be looked at; never more than so many of a tenant. */
export interface SubmissionStore {
	/** Adds them in this order, and forgets all of their tenants' but the newest `most`. */
	keepSubmissions(submissions: readonly NewSubmission[], most: number): Promise<void>;
	/** The newest first; of one problem, or of all. */
	listSubmissions(
		tenant: string,
		query: { readonly problemId?: string | undefined; readonly limit: number },
	): Promise<readonly SubmissionRecord[]>;
	/** Undefined when the tenant has no such submission, or none any more. */
	getSubmission(tenant: string, id: string): Promise<SubmissionRecord | undefined>;
}

export interface NewSubmission {
	readonly tenant: string;
	readonly record: SubmissionRecord;
}

/** Everything that is kept. */
export interface Store extends ProblemStore, StatisticsStore, PaymentStore, CurriculumStore, JobStore, SubmissionStore, AsyncDisposable {
	/** Cheap proof that the store answers; throws when it does not. */
	ping(): Promise<void>;
	close(): Promise<void>;
}

export interface FoundProblem {
	readonly summary: ProblemSummary;
	readonly problem: Problem;
}

export interface PageRequest {
	/** `nextCursor` of the page before. */
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly search?: string | undefined;
}

export interface ProblemPage {
	readonly problems: readonly ProblemSummary[];
	readonly nextCursor: string | null;
}
