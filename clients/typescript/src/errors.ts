import type { ProblemDetails } from './shapes.ts';

/** The server refused a request, or failed: RFC 9457 problem details as an error. `code` is stable. */
export class AssayApiError extends Error {
	override readonly name = 'AssayApiError';
	readonly problem: ProblemDetails;
	/** After how many seconds the same request is likely to succeed. */
	readonly retryAfterSeconds: number | undefined;

	constructor(problem: ProblemDetails, retryAfterSeconds?: number) {
		super(problem.detail);
		this.problem = problem;
		this.retryAfterSeconds = retryAfterSeconds;
	}

	get code(): string {
		return this.problem.code;
	}

	get status(): number {
		return this.problem.status;
	}

	/** Whether the same request may succeed later. */
	get retryable(): boolean {
		return this.problem.retryable;
	}
}

/** The connection could not be made, or broke before the answer was complete, and trying again did not help. */
export class ConnectionLost extends Error {
	override readonly name = 'ConnectionLost';
}

/** The error that a response tells of; of a proxy that knows no problem details, by its status. */
export async function errorOf(response: Response): Promise<AssayApiError> {
	const body: unknown = await response.json().catch(() => undefined);
	return new AssayApiError(isProblem(body) ? body : unknownProblem(response), retryAfterOf(response));
}

function isProblem(body: unknown): body is ProblemDetails {
	return typeof body === 'object' && body !== null && 'code' in body && 'retryable' in body && 'detail' in body;
}

const passing: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

function unknownProblem({ status, statusText }: Response): ProblemDetails {
	const detail = `the server answered ${status} ${statusText}`.trim();
	return { type: 'about:blank', title: statusText, status, code: `http_${status}`, detail, retryable: passing.has(status) };
}

/** `Retry-After` in seconds: a number, or a point in time. */
function retryAfterOf({ headers }: Response): number | undefined {
	const value = headers.get('retry-after');
	if (value === null) return undefined;
	const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
	return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
