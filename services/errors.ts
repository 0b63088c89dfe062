/**
 * The one catalogue of errors that a caller can cause or meet. `code` is stable
 * and part of the API; `status` is the HTTP status of its problem details.
 */
export const errorCatalogue = {
	invalid_request: { status: 400, title: 'The request does not have the right shape', retryable: false },
	invalid_json: { status: 400, title: 'The body is not valid JSON', retryable: false },
	unknown_language: { status: 400, title: 'This language is not known here', retryable: false },
	language_unavailable: { status: 400, title: 'The toolchain of this language is not installed here', retryable: false },
	empty_suite: { status: 400, title: 'The suite has no tests', retryable: false },
	invalid_limit: { status: 400, title: 'A limit is not a positive whole number in range', retryable: false },
	unsupported_test: { status: 400, title: 'This language cannot run this kind of test', retryable: false },
	broken_test: { status: 400, title: 'A test of the suite has a fault of its own', retryable: false },
	levels_mismatch: { status: 400, title: 'The levels or groups do not fit the suite', retryable: false },
	weights_mismatch: { status: 400, title: 'The weights do not fit the levels', retryable: false },
	invalid_checker: { status: 400, title: 'The checker or interactor of the suite does not compile', retryable: false },
	no_code: { status: 400, title: 'No program could be found in the completion', retryable: false },
	unauthorized: { status: 401, title: 'A valid API key is needed', retryable: false },
	forbidden: { status: 403, title: 'This API key is not for that', retryable: false },
	submission_not_found: { status: 404, title: 'No such submission', retryable: false },
	job_not_found: { status: 404, title: 'No such job', retryable: false },
	snapshot_not_found: { status: 404, title: 'No such snapshot of the statistics', retryable: false },
	snapshot_exists: { status: 409, title: 'A snapshot of this name is there already', retryable: false },
	curriculum_not_found: { status: 404, title: 'No such curriculum', retryable: false },
	curriculum_exists: { status: 409, title: 'A curriculum of this name is there already', retryable: false },
	call_in_progress: { status: 409, title: 'A call with this idempotency key is under way', retryable: true },
	key_reused: { status: 422, title: 'This idempotency key was used for another request', retryable: false },
	problem_not_found: { status: 404, title: 'No such problem', retryable: false },
	not_found: { status: 404, title: 'No such resource', retryable: false },
	method_not_allowed: { status: 405, title: 'Method not allowed', retryable: false },
	request_timeout: { status: 408, title: 'The request did not arrive in time', retryable: true },
	headers_too_large: { status: 431, title: 'The headers are larger than this server accepts', retryable: false },
	body_too_large: { status: 413, title: 'The body is larger than this server accepts', retryable: false },
	unsupported_media_type: { status: 415, title: 'The content type or encoding is not supported', retryable: false },
	overloaded: { status: 429, title: 'The queue is full', retryable: true },
	rate_limited: { status: 429, title: 'This API key has used up its programs for the minute', retryable: true },
	quota_exceeded: { status: 429, title: 'This API key has used up its programs for the day', retryable: true },
	internal_error: { status: 500, title: 'A fault of the server', retryable: true },
	shutting_down: { status: 503, title: 'The server is shutting down', retryable: true },
	no_verdict: { status: 503, title: 'A fault of the server left a program without a verdict', retryable: true },
	store_unavailable: { status: 503, title: 'The database does not answer', retryable: true },
	no_wall: { status: 503, title: 'No sandbox can be made on this machine', retryable: false },
	no_redis: { status: 503, title: 'The queue has no Redis that it can use', retryable: false },
	no_worker: { status: 503, title: 'No worker is there that could judge this', retryable: true },
	deadline_exceeded: { status: 504, title: 'It could not be judged in the time that it was given', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An error with a place in the catalogue. `message` says what was wrong this time; `hint` what to do. */
export class AssayError extends Error {
	readonly code: ErrorCode;
	readonly hint: string | undefined;
	/** After how many whole seconds the same request is likely to succeed. */
	readonly retryAfterSeconds: number | undefined;

	constructor(code: ErrorCode, message: string, options: { cause?: unknown; hint?: string; retryAfterSeconds?: number } = {}) {
		super(message, { cause: options.cause });
		this.name = 'AssayError';
		this.code = code;
		this.hint = options.hint;
		this.retryAfterSeconds = options.retryAfterSeconds;
	}
}

/** An error of the caller's, to be told to him. Whatever else goes wrong is a fault of ours, and no entry or item is to blame for it. */
export function isRefusal(error: unknown): error is AssayError {
	return error instanceof AssayError && errorCatalogue[error.code].status < 500;
}

/** For the end of an exhaustive switch: a new member of a closed list fails to compile here. */
export function assertNever(value: never): never {
	throw new AssayError('internal_error', `unhandled value ${JSON.stringify(value)}`);
}
