import type { SubmissionRecord } from '../../contract/submissions.ts';
import type { NewSubmission, SubmissionStore } from '../contract.ts';
import { toSubmission } from '../submission-codec.ts';
import type { SqliteContext } from './context.ts';

export function sqliteSubmissions({ statements, transaction }: SqliteContext): SubmissionStore {
	return {
		async keepSubmissions(submissions: readonly NewSubmission[], most: number): Promise<void> {
			transaction(() => {
				for (const { tenant, record } of submissions) {
					statements.addSubmission.run(tenant, record.id, record.problem_id, JSON.stringify(record));
				}
				for (const tenant of new Set(submissions.map((submission) => submission.tenant)))
					statements.forgetSubmissions.run({ tenant, most });
			});
		},

		async listSubmissions(tenant: string, { problemId, limit }): Promise<readonly SubmissionRecord[]> {
			const { listSubmissions, listSubmissionsOf } = statements;
			const rows = problemId === undefined ? listSubmissions.all(tenant, limit) : listSubmissionsOf.all(tenant, problemId, limit);
			return rows.map(toSubmission);
		},

		async getSubmission(tenant: string, id: string): Promise<SubmissionRecord | undefined> {
			const row = statements.findSubmission.get(tenant, id);
			return row === undefined ? undefined : toSubmission(row);
		},
	};
}
