import { z } from 'zod';
import { ProblemDetails } from './problem-details.ts';
import { GradeResult, TestResult } from './verdict.ts';

/** One line of `POST /v1/grade` with `Accept: application/x-ndjson`: tests as they settle, then the result or an error. */
export const GradeLine = z.discriminatedUnion('type', [
	z.object({ type: z.literal('test'), test: TestResult }),
	z.object({ type: z.literal('result'), result: GradeResult }),
	z.object({ type: z.literal('error'), error: ProblemDetails }),
]);
export type GradeLine = z.infer<typeof GradeLine>;

export const ndjsonMediaType = 'application/x-ndjson';
