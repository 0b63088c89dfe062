import { setImmediate as breathe } from 'node:timers/promises';
import type { JobStatus, JobView } from '../../contract/jobs.ts';
import type { JobResult, JobStore, NewJob, ObservedSample, OpenSample, StoredJob } from '../contract.ts';
import { encodeResults, resultsAtOnce, resultsByPage, toJob, toOpenSample } from '../job-codec.ts';
import type { SqliteContext } from './context.ts';

/** `count` adds to the statistics within the transaction of a result. */
export function sqliteJobs(
	{ statements, transaction, now }: SqliteContext,
	count: (tenant: string, digest: string, samples: readonly ObservedSample[]) => void,
): JobStore {
	return {
		async createJob(tenant: string, { id, levels, samples }: NewJob): Promise<JobView> {
			const created_at = now().toISOString();
			statements.forgetHalfJobs.run(new Date(now().getTime() - halfJobsKeptMs).toISOString());
			statements.addJob.run(id, tenant, JSON.stringify(levels), samples.length, created_at);
			for (let from = 0; from < samples.length; from += samplesAtOnce) {
				transaction(() => {
					for (const [index, sample] of samples.slice(from, from + samplesAtOnce).entries()) {
						statements.addSample.run(id, from + index, JSON.stringify(sample));
					}
				});
				await breathe();
			}
			statements.startJob.run(id);
			return { id, status: 'running', done: 0, total: samples.length, created_at };
		},

		async getJob(tenant: string, id: string): Promise<StoredJob | undefined> {
			const row = statements.findJob.get(tenant, id);
			return row === undefined ? undefined : toJob(row);
		},

		async listJobs(tenant: string, limit: number): Promise<readonly JobView[]> {
			return statements.listJobs.all(tenant, limit).map((row) => toJob(row).view);
		},

		async unfinishedJobs(): Promise<readonly StoredJob[]> {
			return statements.listRunning.all().map(toJob);
		},

		async holdJob(id: string, holder: string, forMs: number): Promise<boolean> {
			const until = new Date(now().getTime() + forMs).toISOString();
			return Number(statements.holdJob.run({ id, holder, until, now: now().toISOString() }).changes) > 0;
		},

		async releaseJob(id: string, holder: string): Promise<void> {
			statements.releaseJob.run(id, holder);
		},

		async openSamples(id: string, after: number, limit: number): Promise<readonly OpenSample[]> {
			return statements.openSamples.all(id, after, limit).map(toOpenSample);
		},

		async putResult(
			{ tenant, view }: StoredJob,
			position: number,
			digest: string,
			results: JobResult,
			observed: ObservedSample,
		): Promise<void> {
			const text = encodeResults(results);
			transaction(() => {
				if (Number(statements.putResult.run(text, view.id, position).changes) === 0) return;
				statements.countDone.run(view.id);
				count(tenant, digest, [observed]);
			});
		},

		jobResults(id: string) {
			return resultsByPage(async (after) => statements.resultsAfter.all(id, after, resultsAtOnce));
		},

		async endJob(id: string, status: Exclude<JobStatus, 'running'>, reason?: string): Promise<void> {
			statements.endJob.run(status, reason ?? null, id);
		},
	};
}

/** Rows written at a time, so that others have a turn between; until all are there nobody sees the job. */
const samplesAtOnce = 200;
/** A job that was cut off while it was written is forgotten after this. */
const halfJobsKeptMs = 3_600_000;
