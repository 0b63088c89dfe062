import type { SubmissionRecord } from '../../contract/submissions.ts';
import type { NewSubmission, SubmissionStore } from '../contract.ts';
import { toSubmission } from '../submission-codec.ts';
import type { PostgresContext } from './context.ts';

export function postgresSubmissions({ read, transaction }: PostgresContext): SubmissionStore {
	return {
		async keepSubmissions(submissions: readonly NewSubmission[], most: number): Promise<void> {
			await transaction(async (run) => {
				for (const { tenant, record } of submissions) {
					await run('addSubmission', [tenant, record.id, record.problem_id, JSON.stringify(record)]);
				}
				for (const tenant of new Set(submissions.map((submission) => submission.tenant))) await run('forgetSubmissions', [tenant, most]);
			});
		},

		async listSubmissions(tenant: string, { problemId, limit }): Promise<readonly SubmissionRecord[]> {
			const rows =
				problemId === undefined ? read('listSubmissions', [tenant, limit]) : read('listSubmissionsOf', [tenant, problemId, limit]);
			return (await rows).map(toSubmission);
		},

		async getSubmission(tenant: string, id: string): Promise<SubmissionRecord | undefined> {
			const [row] = await read('findSubmission', [tenant, id]);
			return row === undefined ? undefined : toSubmission(row);
		},
	};
}
