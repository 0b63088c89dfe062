import { LRUCache } from 'lru-cache';
import { isDigest } from '../../../testcases/digest.ts';
import type { Problem } from '../../../testcases/schema.ts';
import type { ProblemSummary, StoredProblem } from '../../contract/problems.ts';
import { AssayError } from '../../errors.ts';
import type { FoundProblem, PageRequest, ProblemPage, ProblemStore } from '../contract.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { SqliteContext } from './context.ts';
import { SuiteRow, VersionRow } from './statements.ts';
import { decodeSuite, encodeSuite } from './suite-codec.ts';

/** `cacheBytes`: parsed problems kept in memory, in bytes of JSON. */
export function sqliteProblems({ statements, transaction, now }: SqliteContext, cacheBytes: number): ProblemStore {
	const cache = new LRUCache<string, Problem>({ maxSize: cacheBytes });

	async function readSuite(digest: string): Promise<Problem> {
		const cached = cache.get(digest);
		if (cached !== undefined) return cached;
		const row = statements.readSuite.get(digest);
		if (row === undefined) throw new AssayError('internal_error', `the stored suite ${digest} is missing`);
		const { content, bytes } = SuiteRow.parse(row);
		const problem = await decodeSuite(digest, content);
		cache.set(digest, problem, { size: Math.max(bytes, 1) });
		return problem;
	}

	return {
		async putProblem(tenant: string, problem: Problem): Promise<StoredProblem> {
			if (!problem.id.isWellFormed()) throw new AssayError('invalid_request', 'id: holds half of a surrogate pair');
			const suite = await encodeSuite(problem);
			const tests = problem.tests.length;
			const created = transaction(() => {
				const { addSuite, addVersion, pointId } = statements;
				addSuite.run(suite.digest, suite.content, suite.bytes);
				addVersion.run(tenant, suite.digest, problem.id, problem.title ?? null, tests, now().toISOString());
				return Number(pointId.run(tenant, problem.id, suite.digest).changes) > 0;
			});
			return { id: problem.id, digest: suite.digest, tests, created };
		},

		async getProblem(tenant: string, idOrDigest: string): Promise<FoundProblem | undefined> {
			const find = isDigest(idOrDigest) ? statements.findByDigest : statements.findById;
			const row = find.get(tenant, idOrDigest);
			if (row === undefined) return undefined;
			const summary = VersionRow.parse(row);
			return { summary, problem: await readSuite(summary.digest) };
		},

		async listProblems(tenant: string, page: PageRequest): Promise<ProblemPage> {
			const after = page.cursor === undefined ? '' : decodeCursor(page.cursor);
			const rows = statements.listAfter.all(tenant, after, page.limit + 1);
			const problems: ProblemSummary[] = rows.slice(0, page.limit).map((row) => VersionRow.parse(row));
			const last = problems.at(-1);
			return { problems, nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(last.id) : null };
		},
	};
}
