import type { JobSample, JobStatus, JobView } from '../../contract/jobs.ts';
import type { JobResult, JobStore, NewJob, OpenSample, StoredJob } from '../contract.ts';
import { encodeResults, resultsAtOnce, resultsByPage, toJob, toOpenSample } from '../job-codec.ts';
import type { PostgresContext } from './context.ts';
import type { Count } from './statistics.ts';

/** `count` adds to the statistics within the transaction of a result. */
export function postgresJobs({ read, transaction, now }: PostgresContext, count: Count): JobStore {
	return {
		async createJob(tenant: string, { id, levels, samples }: NewJob): Promise<JobView> {
			const created = now();
			await transaction(async (run) => {
				await run('addJob', [id, tenant, JSON.stringify(levels), samples.length, created]);
				for (const { from, json } of inParts(samples)) await run('addSamples', [id, from, json]);
			});
			return { id, status: 'running', done: 0, total: samples.length, created_at: created.toISOString() };
		},

		async getJob(tenant: string, id: string): Promise<StoredJob | undefined> {
			const [row] = await read('findJob', [tenant, id]);
			return row === undefined ? undefined : toJob(row);
		},

		async listJobs(tenant: string, limit: number): Promise<readonly JobView[]> {
			return (await read('listJobs', [tenant, limit])).map((row) => toJob(row).view);
		},

		async unfinishedJobs(): Promise<readonly StoredJob[]> {
			return (await read('listRunning')).map(toJob);
		},

		async holdJob(id: string, holder: string, forMs: number): Promise<boolean> {
			return await transaction(async (run) => (await run('holdJob', [id, holder, forMs])).changes > 0);
		},

		async releaseJob(id: string, holder: string): Promise<void> {
			await transaction(async (run) => await run('releaseJob', [id, holder]));
		},

		async openSamples(id: string, after: number, limit: number): Promise<readonly OpenSample[]> {
			return (await read('openSamples', [id, after, limit])).map(toOpenSample);
		},

		async putResult({ tenant, view }: StoredJob, position: number, digest: string, results: JobResult, observed): Promise<void> {
			const text = encodeResults(results);
			await transaction(async (run) => {
				if ((await run('putResult', [text, view.id, position])).changes === 0) return;
				await count(run, tenant, digest, [observed]);
				// Last, since all results of the job wait for this row.
				await run('countDone', [view.id]);
			});
		},

		jobResults(id: string) {
			return resultsByPage(async (after) => await read('resultsAfter', [id, after, resultsAtOnce]));
		},

		async endJob(id: string, status: Exclude<JobStatus, 'running'>, reason?: string): Promise<void> {
			await transaction(async (run) => await run('endJob', [status, reason ?? null, id]));
		},
	};
}

const samplesAtOnce = 500;
const charactersAtOnce = 4 << 20;

/** JSON arrays of samples, each of a size for one statement. */
function* inParts(samples: readonly JobSample[]): Generator<{ readonly from: number; readonly json: string }> {
	let part: string[] = [];
	let characters = 0;
	for (const [position, sample] of samples.entries()) {
		const text = JSON.stringify(sample);
		part.push(text);
		characters += text.length;
		if (part.length < samplesAtOnce && characters < charactersAtOnce && position < samples.length - 1) continue;
		yield { from: position + 1 - part.length, json: `[${part.join()}]` };
		part = [];
		characters = 0;
	}
}
