import type { FastifyBaseLogger } from 'fastify';
import type { ActivityCounts } from '../activity/counts.ts';
import type { Config } from '../config.ts';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import type { GraderInfo, ProgramRun, RunResult, Submission } from '../execution/contract.ts';
import type { JobRunner } from '../jobs/runner.ts';
import type { JobQueue } from '../queue/contract.ts';
import type { Store } from '../store/contract.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { LoadStats } from '../telemetry/sources.ts';
import type { KeyRing } from '../tenancy/keys.ts';

export type GradeQueue = JobQueue<Submission, GradeResult, TestResult>;
export type RunQueue = JobQueue<ProgramRun, RunResult>;

/** What the HTTP side needs. Work goes through the queue; here, those who judge are only asked what they can. */
export interface AppDependencies {
	readonly config: Config;
	readonly logger: FastifyBaseLogger;
	readonly queue: GradeQueue;
	/** The same line, for programs that are only run. */
	readonly runs: RunQueue;
	readonly store: Store;
	/** Without any key, everybody is let in. */
	readonly keys: KeyRing;
	readonly grader: GraderInfo;
	readonly jobs: Pick<JobRunner, 'start' | 'cancel' | 'watch'>;
	readonly metrics: Metrics;
	/** What was judged of late. */
	readonly activity: Pick<ActivityCounts, 'of'>;
	/** Those who judge, as they stand now. */
	readonly load: () => LoadStats;
	/** Build and version, for the OpenAPI document. */
	readonly version: string;
}
