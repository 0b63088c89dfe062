import type { Problem } from '../../testcases/schema.ts';
import type { ProblemSummary, StoredProblem } from '../contract/problems.ts';

/**
 * Keeps uploaded problems. Content is addressed by its SHA-256: an upload under a
 * known id with other content moves the id and keeps the old content reachable by
 * digest. Each tenant sees only what it uploaded.
 */
export interface ProblemStore extends AsyncDisposable {
	putProblem(tenant: string, problem: Problem): Promise<StoredProblem>;
	/** By id or by digest; undefined when the tenant has no such problem. */
	getProblem(tenant: string, idOrDigest: string): Promise<FoundProblem | undefined>;
	/** By id in code point order, `limit` at a time. */
	listProblems(tenant: string, page: PageRequest): Promise<ProblemPage>;
	/** Cheap proof that the store answers; throws when it does not. */
	ping(): Promise<void>;
	close(): Promise<void>;
}

export interface FoundProblem {
	readonly summary: ProblemSummary;
	readonly problem: Problem;
}

export interface PageRequest {
	/** `nextCursor` of the page before. */
	readonly cursor?: string | undefined;
	readonly limit: number;
}

export interface ProblemPage {
	readonly problems: readonly ProblemSummary[];
	readonly nextCursor: string | null;
}
