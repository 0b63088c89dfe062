import { SubmissionRecord } from '../contract/submissions.ts';
import { SubmissionRow } from './rows.ts';

export const toSubmission = (row: unknown): SubmissionRecord => SubmissionRecord.parse(JSON.parse(SubmissionRow.parse(row).record));
