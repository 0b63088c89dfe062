import { AssayApiError, ConnectionLost, errorOf } from './errors.ts';

export interface RetryOptions {
	/** How often a request is sent at most; default 5. */
	readonly attempts: number;
	/** The longest that is waited between two attempts, whatever the server asks for; default 60 s. */
	readonly longestWaitMs: number;
}

const firstPauseMs = 250;
/** With these a request may have been worked on, by the server or behind something between. */
const mayHaveBegun: ReadonlySet<number> = new Set([500, 502, 504]);

/** How long to wait before the next attempt: as long as the server says, or else twice as long each time, and never all clients at once. */
export function pauseMs(attempt: number, error: unknown, longestWaitMs: number): number {
	const asked = error instanceof AssayApiError ? error.retryAfterSeconds : undefined;
	const wait = asked === undefined ? firstPauseMs * 2 ** attempt * (0.5 + Math.random() / 2) : 1000 * asked;
	return Math.min(wait, longestWaitMs);
}

/**
 * `fetch` that sends a request again while the server says that it may succeed later, and, where doing it
 * twice does no harm, when the connection breaks or it may have been done. Rejects with `AssayApiError`, `ConnectionLost` or the signal's reason.
 */
export async function fetchPatiently(request: Request, fetch: typeof globalThis.fetch, options: RetryOptions): Promise<Response> {
	for (let attempt = 0; ; attempt++) {
		const failure = await attemptOf(request, fetch);
		if (failure instanceof Response) return failure;
		if (!mayGoBetter(failure, request) || attempt + 1 >= options.attempts) throw failure;
		await sleep(pauseMs(attempt, failure, options.longestWaitMs), request.signal);
	}
}

function mayGoBetter(failure: AssayApiError | ConnectionLost, request: Request): boolean {
	if (!(failure instanceof AssayApiError)) return isRepeatable(request);
	return failure.retryable && (!mayHaveBegun.has(failure.status) || isRepeatable(request));
}

async function attemptOf(request: Request, fetch: typeof globalThis.fetch): Promise<Response | AssayApiError | ConnectionLost> {
	let response: Response;
	try {
		response = await fetch(request.clone());
	} catch (cause) {
		request.signal.throwIfAborted();
		return new ConnectionLost(`${new URL(request.url).origin} cannot be reached`, { cause });
	}
	return response.ok ? response : await errorOf(response);
}

/** What only reads or judges can be done twice, and what has a key is done once. */
const isRepeatable = ({ method, url, headers }: Request): boolean =>
	method === 'GET' ||
	method === 'DELETE' ||
	headers.has('idempotency-key') ||
	/\/v1\/(grade|problems|submissions\/[^/]+\/outputs)$/.test(new URL(url).pathname);

/** Rejects with the signal's reason when it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	await new Promise<void>((resolve, reject) => {
		const abort = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', abort);
			resolve();
		}, ms);
		signal?.addEventListener('abort', abort, { once: true });
	});
}
