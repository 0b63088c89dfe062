import { z } from 'zod';
import { type AssayError, errorCatalogue } from '../errors.ts';
import { ValidationError } from './validation.ts';

/** RFC 9457 problem details, the body of every error; served as application/problem+json. */
export const ProblemDetails = z
	.object({
		type: z.string().describe('A URI that names the kind of error: `urn:assay:error:` and the code.'),
		title: z.string(),
		status: z.number().int(),
		code: z.string().describe('Stable, for programs.'),
		detail: z.string().describe('What was wrong this time, for people.'),
		hint: z.string().optional().describe('What to do about it.'),
		retryable: z.boolean().describe('Whether the same request may succeed later.'),
		request_id: z.string().optional(),
		errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
	})
	.describe('RFC 9457 problem details.');
export type ProblemDetails = z.infer<typeof ProblemDetails>;

export const problemMediaType = 'application/problem+json';

/** The wire form of an error of the catalogue. */
export function describeProblem(error: AssayError, requestId?: string): ProblemDetails {
	const { status, title, retryable } = errorCatalogue[error.code];
	return {
		type: `urn:assay:error:${error.code}`,
		title,
		status,
		code: error.code,
		detail: error.message,
		...(error.hint === undefined ? {} : { hint: error.hint }),
		retryable,
		...(requestId === undefined ? {} : { request_id: requestId }),
		...(error instanceof ValidationError ? { errors: [...error.issues] } : {}),
	};
}
