import { describe, expect, it } from 'vitest';
import type { ProblemStore } from '../../services/store/contract.ts';
import { aProblem } from '../support/problems.ts';

export type OpenStore = () => Promise<ProblemStore>;

/** What every problem store does, whatever it is made of. Each test opens an empty one. */
export function storeConformance(name: string, open: OpenStore): void {
	describe(`${name} is a problem store`, () => {
		it('gives a problem back by its id and by its digest, as it was', async () => {
			await using store = await open();
			const problem = aProblem({ id: 'HumanEval/0', limits: { cpu_ms: 100 } });
			const stored = await store.putProblem('t', problem);
			expect(stored).toEqual({ id: 'HumanEval/0', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), tests: 2, created: true });
			for (const key of ['HumanEval/0', stored.digest]) expect((await store.getProblem('t', key))?.problem).toEqual(problem);
		});

		it('says that nothing was created when the same content comes again', async () => {
			await using store = await open();
			const first = await store.putProblem('t', aProblem());
			const reordered = aProblem({ id: 'sum', tests: aProblem().tests.map((test) => Object.fromEntries(Object.entries(test).reverse())) });
			expect(await store.putProblem('t', reordered)).toEqual({ ...first, created: false });
		});

		it('moves an id to its newest content and keeps the old by digest', async () => {
			await using store = await open();
			const old = await store.putProblem('t', aProblem());
			const renewed = await store.putProblem('t', aProblem({ limits: { cpu_ms: 7 } }));
			expect(renewed).toMatchObject({ created: true });
			expect((await store.getProblem('t', 'sum'))?.problem.limits).toEqual({ cpu_ms: 7 });
			expect((await store.getProblem('t', old.digest))?.problem.limits).toBeUndefined();
			expect((await store.putProblem('t', aProblem())).created).toBe(true);
			expect((await store.getProblem('t', 'sum'))?.summary.digest).toBe(old.digest);
		});

		it('has nothing under ids and digests that were never stored', async () => {
			await using store = await open();
			expect(await store.getProblem('t', 'nothing')).toBeUndefined();
			expect(await store.getProblem('t', `sha256:${'0'.repeat(64)}`)).toBeUndefined();
		});

		it('shows a tenant only what it uploaded, also by digest', async () => {
			await using store = await open();
			const { digest } = await store.putProblem('t', aProblem());
			expect(await store.getProblem('other', 'sum')).toBeUndefined();
			expect(await store.getProblem('other', digest)).toBeUndefined();
			expect((await store.listProblems('other', { limit: 10 })).problems).toEqual([]);
			expect((await store.putProblem('other', aProblem())).created).toBe(true);
		});

		it('lists every problem once, page by page, in the order of ids', async () => {
			await using store = await open();
			const ids = ['b', 'a/1', 'a', 'é', '😀', 'Z', "x'; DROP TABLE problems; --"];
			for (const id of ids) await store.putProblem('t', aProblem({ id }));
			await store.putProblem('t', aProblem({ id: 'b', limits: { cpu_ms: 9 } }));
			const seen: string[] = [];
			let cursor: string | undefined;
			do {
				const page = await store.listProblems('t', { limit: 2, cursor });
				expect(page.problems.length).toBeLessThanOrEqual(2);
				seen.push(...page.problems.map(({ id }) => id));
				cursor = page.nextCursor ?? undefined;
			} while (cursor !== undefined);
			expect(seen).toEqual([...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
		});

		it('refuses a cursor that it did not make', async () => {
			await using store = await open();
			await expect(store.listProblems('t', { limit: 2, cursor: '!!' })).rejects.toMatchObject({ code: 'invalid_request' });
		});

		it('refuses an id that is not text', async () => {
			await using store = await open();
			await expect(store.putProblem('t', aProblem({ id: 'half \ud800' }))).rejects.toMatchObject({ code: 'invalid_request' });
		});

		it('keeps what programs may hold: NUL, lone surrogates, line separators', async () => {
			await using store = await open();
			const problem = aProblem({ tests: [{ kind: 'stdio', input: '\u0000\ud800\u2028', output: '\ufeff' }] });
			const { digest } = await store.putProblem('t', problem);
			expect((await store.getProblem('t', digest))?.problem).toEqual(problem);
		});

		it('answers a ping while it is open and not after it was closed', async () => {
			const store = await open();
			await store.ping();
			await store.close();
			await expect(store.ping()).rejects.toThrow();
			await store.close();
		});
	});
}
