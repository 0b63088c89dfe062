import { z } from 'zod';
import { pytestCode } from './pytest-code.ts';
import { recordFormat } from './record-format.ts';
import { goldenOf } from './solutions.ts';

/** KodCode-V1: pytest files about a module `solution`. Each test function is a test. */
export const kodcode = recordFormat({
	name: 'kodcode',
	describe: 'KodCode-V1: question_id, solution, test (pytest), test_info, gpt_difficulty',
	record: z.object({
		question_id: z.string(),
		solution: z.string().nullish(),
		test: z.string().optional(),
		test_code: z.string().optional(),
	}),
	matches: (record) => 'question_id' in record && 'solution' in record && ('test' in record || 'test_code' in record),
	toProblem: ({ question_id, solution, test, test_code }) => ({
		id: `kodcode/${question_id}`,
		tests: [{ id: 'tests', kind: 'code', code: pytestCode(test ?? test_code ?? '') }],
		...goldenOf(solution || undefined),
	}),
});
