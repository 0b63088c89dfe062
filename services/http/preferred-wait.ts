import { z } from 'zod';

/** The header by which a client says how long it will wait (RFC 7240). */
export const preferHeader = z
	.string()
	.max(1024)
	.optional()
	.describe('`wait=N`: seconds after which the answer is of no use. What is not judged by then is dropped, and the answer is 504.');

/** The time that a `Prefer` header gives, in milliseconds; undefined when it gives none. */
export function preferredWaitMs(prefer: string | undefined): number | undefined {
	const seconds = /(?:^|[,;\s])wait=(\d{1,6})(?=$|[,;\s])/i.exec(prefer ?? '')?.[1];
	return seconds === undefined ? undefined : 1000 * Number(seconds);
}
