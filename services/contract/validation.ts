import type { z } from 'zod';
import { AssayError, type ErrorCode } from '../errors.ts';

/** One thing that is wrong with a request, and where: `tests[2].input`. */
export interface Issue {
	readonly path: string;
	readonly message: string;
}

/** How many issues are reported; a request that is wrong a thousand times is wrong in one way. */
const maxIssues = 32;

/** The request has a wrong shape; `issues` say where. */
export class ValidationError extends AssayError {
	readonly issues: readonly Issue[];

	constructor(code: ErrorCode, message: string, issues: readonly Issue[]) {
		super(code, message);
		this.issues = issues;
	}
}

/** Parses a value from outside, or throws `ValidationError` with the most telling code. */
export function parseShape<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw shapeError(parsed.error);
}

/** A zod error as ours: a bad limit and an empty suite have codes of their own. */
export function shapeError(error: z.ZodError): ValidationError {
	const issues = error.issues.slice(0, maxIssues).map((issue) => ({ path: pathText(issue.path), message: issue.message }));
	const codes = error.issues.map(codeOf);
	const code = codes.find((candidate) => candidate !== 'invalid_request') ?? 'invalid_request';
	const telling = issues[Math.max(codes.indexOf(code), 0)] ?? { path: '', message: 'invalid' };
	return new ValidationError(code, telling.path === '' ? telling.message : `${telling.path}: ${telling.message}`, issues);
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
	if (issue.path.at(-2) === 'limits') return 'invalid_limit';
	if (issue.code === 'too_small' && issue.path.at(-1) === 'tests' && !issue.path.includes('groups')) return 'empty_suite';
	return 'invalid_request';
}

function pathText(path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		return text === '' ? String(key) : `${text}.${String(key)}`;
	}, '');
}
