import { z } from 'zod';
import { RecordError } from './contract.ts';
import { recordFormat } from './record-format.ts';

/**
 * open-r1/ioi, whose rows are subtasks. They are known, so that they are not taken for
 * something else, and refused one by one: a program is compiled together with the
 * task's grader there, which speaks with a manager, and tests are in another data set.
 */
export const ioi = recordFormat({
	name: 'ioi',
	describe: 'open-r1/ioi: recognised, and refused row by row (programs are linked with a grader, which is not supported)',
	record: z.object({ subtask: z.string().nullish(), grader_files: z.unknown() }),
	matches: (record) => 'subtask' in record && ('grader_files' in record || 'test_names' in record),
	toProblem: () => {
		throw new RecordError('programs are compiled together with a grader of the task, which is not supported');
	},
});
