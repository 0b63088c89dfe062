import { isDigest } from '../../../testcases/digest.ts';
import type { Problem } from '../../../testcases/schema.ts';
import type { StoredProblem } from '../../contract/problems.ts';
import type { FoundProblem, PageRequest, ProblemPage, ProblemStore } from '../contract.ts';
import { pageOf, startOf } from '../cursor.ts';
import { SuiteRow, VersionRow } from '../rows.ts';
import { SuiteCache, type SuiteCacheOptions } from '../suite-cache.ts';
import { encodeSuite } from '../suite-codec.ts';
import type { PostgresContext } from './context.ts';

export function postgresProblems({ read, transaction, now }: PostgresContext, cacheOptions: SuiteCacheOptions): ProblemStore {
	const suites = new SuiteCache(cacheOptions, async (digest) => {
		const [row] = await read('readSuite', [digest]);
		return row === undefined ? undefined : SuiteRow.parse(row).content;
	});
	return {
		async putProblem(tenant: string, problem: Problem): Promise<StoredProblem> {
			const { digest, content } = await encodeSuite(problem);
			const tests = problem.tests.length;
			const created = await transaction(async (run) => {
				await run('addSuite', [digest, content]);
				await run('addVersion', [tenant, digest, problem.id, problem.title ?? null, tests, now()]);
				return (await run('pointId', [tenant, problem.id, digest])).changes > 0;
			});
			return { id: problem.id, digest, tests, created };
		},

		async getProblem(tenant: string, idOrDigest: string): Promise<FoundProblem | undefined> {
			const [row] = await read(isDigest(idOrDigest) ? 'findByDigest' : 'findById', [tenant, idOrDigest]);
			if (row === undefined) return undefined;
			const summary = VersionRow.parse(row);
			return { summary, problem: await suites.get(summary.digest) };
		},

		async listProblems(tenant: string, page: PageRequest): Promise<ProblemPage> {
			const { search } = page;
			const [after, limit] = [startOf(page), page.limit + 1];
			const rows = search === undefined ? read('listAfter', [tenant, after, limit]) : read('searchAfter', [tenant, after, search, limit]);
			return pageOf(await rows, page);
		},
	};
}
