import { isDigest } from '../../../testcases/digest.ts';
import type { Problem } from '../../../testcases/schema.ts';
import type { StoredProblem } from '../../contract/problems.ts';
import type { FoundProblem, PageRequest, ProblemPage, ProblemStore } from '../contract.ts';
import { pageOf, startOf } from '../cursor.ts';
import { SuiteRow, VersionRow } from '../rows.ts';
import { SuiteCache, type SuiteCacheOptions } from '../suite-cache.ts';
import { encodeSuite } from '../suite-codec.ts';
import type { SqliteContext } from './context.ts';

export function sqliteProblems({ statements, transaction, now }: SqliteContext, cacheOptions: SuiteCacheOptions): ProblemStore {
	const suites = new SuiteCache(cacheOptions, async (digest) => {
		const row = statements.readSuite.get(digest);
		return row === undefined ? undefined : SuiteRow.parse(row).content;
	});
	return {
		async putProblem(tenant: string, problem: Problem): Promise<StoredProblem> {
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
			return { summary, problem: await suites.get(summary.digest) };
		},

		async listProblems(tenant: string, page: PageRequest): Promise<ProblemPage> {
			const { search } = page;
			const [after, limit] = [startOf(page), page.limit + 1];
			const rows =
				search === undefined
					? statements.listAfter.all(tenant, after, limit)
					: statements.searchAfter.all({ tenant, after, search, limit });
			return pageOf(rows, page);
		},
	};
}
