import { z } from 'zod';
import { Problem } from '../../testcases/schema.ts';

/** `POST /v1/grade`: one program against one suite, by id or inline. */
export const GradeRequest = z
	.object({
		problem: Problem.optional(),
		problem_id: z.string().min(1).optional(),
		language: z.string().min(1).max(64),
		code: z.string().optional(),
		completion: z.string().optional().describe('Raw model text; the last fenced block of the language is taken.'),
	})
	.refine(
		(request) => (request.problem === undefined) !== (request.problem_id === undefined),
		'needs exactly one of `problem` and `problem_id`',
	)
	.refine((request) => (request.code === undefined) !== (request.completion === undefined), 'needs exactly one of `code` and `completion`');
export type GradeRequest = z.infer<typeof GradeRequest>;
