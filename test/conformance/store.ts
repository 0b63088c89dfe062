import { describe, expect, it } from 'vitest';
import type { JobSample } from '../../services/contract/jobs.ts';
import type { RewardLine } from '../../services/contract/rewards.ts';
import type { SubmissionRecord } from '../../services/contract/submissions.ts';
import { CurriculumOptions, newCurriculum } from '../../services/curriculum/state.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import type { ObservedSample, Store, StoredJob } from '../../services/store/contract.ts';
import { aProblem } from '../support/problems.ts';

export type OpenStore = () => Promise<Store>;

/** The longest that others wait for their turn while the work is done, in ms of processor time, which is the same on a busy machine. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
	let longest = 0;
	let last = process.cpuUsage();
	const look = () => {
		const { user, system } = process.cpuUsage(last);
		longest = Math.max(longest, (user + system) / 1000);
		last = process.cpuUsage();
	};
	const tick = setInterval(look, 1);
	await work();
	look(); // work that never lets go has no tick
	clearInterval(tick);
	return longest;
}

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

		it('finds problems by a part of their id or title, whatever the case of ASCII letters, page by page', async () => {
			await using store = await open();
			const titles = { 'a/one': 'Zebra', 'b/ONE': 'x', c: 'Someone', d: 'none_at 100%', e: 'É', f: undefined };
			for (const [id, title] of Object.entries(titles)) await store.putProblem('t', aProblem({ id, title }));
			await store.putProblem('other', aProblem({ id: 'one' }));
			const find = async (search: string, limit = 10, cursor?: string) => {
				const page = await store.listProblems('t', { search, limit, cursor });
				return { ids: page.problems.map(({ id }) => id), next: page.nextCursor };
			};
			const first = await find('One', 2);
			expect(first).toEqual({ ids: ['a/one', 'b/ONE'], next: expect.any(String) });
			expect(await find('One', 2, first.next ?? '')).toEqual({ ids: ['c', 'd'], next: null });
			expect((await find('0%')).ids).toEqual(['d']);
			expect((await find('_')).ids).toEqual(['d']);
			expect((await find('É')).ids).toEqual(['e']);
			expect((await find("' OR 1=1")).ids).toEqual([]);
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

		const sample = (passed: Record<string, boolean>, more: Partial<ObservedSample> = {}): ObservedSample => ({
			policy: 'base',
			times: 1,
			solved: Object.values(passed).every(Boolean),
			tests: Object.entries(passed).map(([id, result]) => ({ id, passed: result, costMs: 10 })),
			...more,
		});

		it('counts outcomes by suite, test and policy, and gives them back in the order of the tests', async () => {
			await using store = await open();
			await store.addOutcomes('t', 'd', [sample({ z: true, a: false }), sample({ z: true, a: true }, { times: 3, policy: 'strong' })]);
			await store.addOutcomes('t', 'd', [sample({ z: false, a: false })]);
			const { tests, solved } = await store.statistics('t', 'd');
			expect(tests.map(({ id, byPolicy }) => [id, Object.fromEntries(byPolicy)])).toEqual([
				['z', { base: { passed: 1, judged: 2 }, strong: { passed: 3, judged: 3 } }],
				['a', { base: { passed: 0, judged: 2 }, strong: { passed: 3, judged: 3 } }],
			]);
			expect(Object.fromEntries(solved)).toEqual({ base: { passed: 0, judged: 2 }, strong: { passed: 3, judged: 3 } });
		});

		it('knows nothing of suites, and of tenants, for which nothing was counted', async () => {
			await using store = await open();
			await store.addOutcomes('t', 'd', [sample({ a: true })]);
			for (const [tenant, digest] of [
				['other', 'd'],
				['t', 'e'],
			] as const) {
				expect(await store.statistics(tenant, digest)).toEqual({ tests: [], costMs: new Map(), solved: new Map() });
			}
		});

		it('counts a test without a verdict nowhere, and a sample that has one not as solved or unsolved', async () => {
			await using store = await open();
			const { solved: _unknown, ...partly } = sample({ a: true });
			await store.addOutcomes('t', 'd', [partly, sample({ a: true, b: false })]);
			const { tests, solved } = await store.statistics('t', 'd');
			expect(tests.map(({ id, byPolicy }) => [id, byPolicy.get('base')])).toEqual([
				['a', { passed: 2, judged: 2 }],
				['b', { passed: 0, judged: 1 }],
			]);
			expect(solved.get('base')).toEqual({ passed: 0, judged: 1 });
		});

		it('takes the mean of the costs that are known', async () => {
			await using store = await open();
			const cost = (costMs: number, times: number) => sample({}, { times, tests: [{ id: 'a', passed: true, costMs }] });
			await store.addOutcomes('t', 'd', [
				cost(10, 1),
				cost(40, 2),
				sample(
					{},
					{
						tests: [
							{ id: 'a', passed: false },
							{ id: 'b', passed: false },
						],
					},
				),
			]);
			expect(Object.fromEntries((await store.statistics('t', 'd')).costMs)).toEqual({ a: 30 });
		});

		it('gives statistics as they were when a snapshot was taken, whatever was added since', async () => {
			await using store = await open();
			await store.addOutcomes('t', 'd', [sample({ a: true })]);
			expect(await store.takeSnapshot('t', 'one')).toBe(true);
			await store.addOutcomes('t', 'd', [sample({ a: false, b: true }), sample({ a: false }, { policy: 'late' })]);
			expect(await store.takeSnapshot('t', 'two')).toBe(true);
			await store.addOutcomes('t', 'd', [sample({ a: true })]);
			const counts = async (snapshot?: string) =>
				(await store.statistics('t', 'd', snapshot)).tests.map(({ id, byPolicy }) => [id, Object.fromEntries(byPolicy)]);
			expect(await counts('one')).toEqual([['a', { base: { passed: 1, judged: 1 } }]]);
			const two = [
				['a', { base: { passed: 1, judged: 2 }, late: { passed: 0, judged: 1 } }],
				['b', { base: { passed: 1, judged: 1 } }],
			];
			expect(await counts('two')).toEqual(two);
			expect(await counts()).toEqual([['a', { base: { passed: 2, judged: 3 }, late: { passed: 0, judged: 1 } }], two[1]]);
			expect((await store.statistics('t', 'd', 'one')).solved).toEqual(new Map([['base', { passed: 1, judged: 1 }]]));
		});

		it('has a snapshot under a name once, for its tenant alone', async () => {
			await using store = await open();
			expect(await store.takeSnapshot('t', 'one')).toBe(true);
			expect(await store.takeSnapshot('t', 'one')).toBe(false);
			expect(await store.takeSnapshot('other', 'one')).toBe(true);
			await expect(store.statistics('t', 'd', 'two')).rejects.toMatchObject({ code: 'snapshot_not_found' });
		});

		it('loses and doubles nothing when many add at once', async () => {
			await using store = await open();
			await Promise.all(Array.from({ length: 200 }, (_, n) => store.addOutcomes('t', 'd', [sample({ a: n % 2 === 0, b: true })])));
			const { tests } = await store.statistics('t', 'd');
			expect(tests.map(({ byPolicy }) => byPolicy.get('base'))).toEqual([
				{ passed: 100, judged: 200 },
				{ passed: 200, judged: 200 },
			]);
		});

		it('counts beyond 32 bits exactly', async () => {
			await using store = await open();
			const half = 2 ** 52;
			for (const times of [half, half - 1]) await store.addOutcomes('t', 'd', [sample({ a: true }, { times })]);
			const { tests, solved } = await store.statistics('t', 'd');
			const all = { passed: Number.MAX_SAFE_INTEGER, judged: Number.MAX_SAFE_INTEGER };
			expect([tests[0]?.byPolicy.get('base'), solved.get('base')]).toEqual([all, all]);
		});

		it('tells names apart whatever characters they hold', async () => {
			await using store = await open();
			const names = [
				'',
				'\0',
				'\0\0',
				'\x01',
				'\x01\x01',
				'\x01\x02',
				'\0\x01',
				'\x01\0',
				'\0\x02',
				'\x01\x01\0\x02',
				"'",
				'\\',
				'{"a",NULL}',
				'é',
				'e\u0301',
				'\u{10000}',
				'\uffff',
			];
			const call = (key: string) => ({ tenant: 't', key, requestDigest: key });
			for (const [times, name] of names.entries()) {
				await store.addOutcomes(name, name, [sample({ [name]: true }, { policy: name, times: times + 1 })]);
				await store.addOutcomes('t', 'd', [sample({ [name]: true }, { policy: name, times: times + 1 })]);
				expect(await store.takeSnapshot('t', name)).toBe(true);
				expect(await store.putCurriculum('t', name, 0, curriculum([name]))).toBe(true);
				await store.openCall(call(name));
				await store.putPaid(call(name), new Map([[times, paid(name)]]));
				await store.putProblem(name, aProblem({ title: name }));
			}
			const { tests } = await store.statistics('t', 'd');
			expect(new Map(tests.map(({ id, byPolicy }) => [id, byPolicy.get(id)?.judged]))).toEqual(
				new Map(names.map((name, n) => [name, n + 1])),
			);
			for (const [n, name] of names.entries()) {
				const { solved } = await store.statistics(name, name);
				expect(solved).toEqual(new Map([[name, { passed: n + 1, judged: n + 1 }]]));
				expect((await store.getCurriculum('t', name))?.state).toEqual(curriculum([name]));
				expect(await store.openCall(call(name))).toEqual(new Map([[n, paid(name)]]));
				expect((await store.getProblem(name, 'sum'))?.summary.title).toBe(name);
				expect([await store.getProblem('t', name), await store.getJob('t', name)]).toEqual([undefined, undefined]);
				expect((await store.listProblems('t', { limit: 1 })).problems).toEqual([]);
			}
		});

		const levels = LevelOptions.parse({});
		const jobSample = (code: string): JobSample => ({ problem_id: 'p', digest: 'd', language: 'python', code, policy: 'base' });
		const newJob = (id: string, ...codes: string[]) => ({ id, levels, samples: codes.map(jobSample) });
		const stored = async (store: Store, id = 'j'): Promise<StoredJob> => {
			const job = await store.getJob('t', id);
			if (job === undefined) throw new Error(`no job ${id}`);
			return job;
		};

		it('keeps a job with its samples, for its tenant alone, until it has ended', async () => {
			await using store = await open();
			expect(await store.createJob('t', newJob('j', 'a', 'b'))).toMatchObject({ id: 'j', status: 'running', done: 0, total: 2 });
			expect(await store.getJob('other', 'j')).toBeUndefined();
			expect((await store.unfinishedJobs()).map(({ view }) => view.id)).toEqual(['j']);
			await store.endJob('j', 'failed', 'why');
			await store.endJob('j', 'done');
			expect(await store.unfinishedJobs()).toEqual([]);
			expect(await stored(store)).toMatchObject({ tenant: 't', levels, view: { status: 'failed', reason: 'why' } });
		});

		it('lists the newest jobs of a tenant, not those of others', async () => {
			await using store = await open();
			for (const id of ['j', 'k']) await store.createJob('t', newJob(id, 'a'));
			await store.createJob('other', newJob('o', 'a'));
			await store.endJob('k', 'cancelled');
			const jobs = await store.listJobs('t', 10);
			expect(jobs.map(({ id, status }) => [id, status]).sort()).toEqual([
				['j', 'running'],
				['k', 'cancelled'],
			]);
			const times = jobs.map(({ created_at }) => created_at);
			expect(times).toEqual([...times].sort().reverse());
			expect(await store.listJobs('t', 1)).toEqual(jobs.slice(0, 1));
		});

		const submission = (id: string, problem_id = 'p', code = 'x'): SubmissionRecord => ({
			id,
			problem_id,
			created_at: '2026-01-02T03:04:05.000Z',
			code,
			result: { language: 'python', verdict: 'accepted', passed: 0, total: 0, tests: [] },
		});
		const keep = async (store: Store, most: number, ...records: SubmissionRecord[]) =>
			await store.keepSubmissions(
				records.map((record) => ({ tenant: 't', record })),
				most,
			);
		const ids = async (store: Store, query: { tenant?: string; problemId?: string; limit?: number } = {}) =>
			(await store.listSubmissions(query.tenant ?? 't', { limit: 10, ...query })).map(({ id }) => id);

		it('keeps submissions as they are, for their tenant alone, and lists the newest first', async () => {
			await using store = await open();
			const odd = submission('c', 'q\u0000/é', '\u0000\ud800\u2028');
			await keep(store, 10, submission('a'), submission('b'), odd);
			expect(await store.getSubmission('t', 'c')).toEqual(odd);
			expect(await store.getSubmission('other', 'c')).toBeUndefined();
			expect([await ids(store), await ids(store, { limit: 2 }), await ids(store, { tenant: 'other' })]).toEqual([
				['c', 'b', 'a'],
				['c', 'b'],
				[],
			]);
			expect([await ids(store, { problemId: 'p' }), await ids(store, { problemId: odd.problem_id })]).toEqual([['b', 'a'], ['c']]);
		});

		it('forgets all submissions of a tenant but the newest', async () => {
			await using store = await open();
			await store.keepSubmissions([{ tenant: 'other', record: submission('o') }], 3);
			for (let n = 0; n < 5; n++) await keep(store, 3, submission(`${n}a`), submission(`${n}b`));
			expect(await ids(store)).toEqual(['4b', '4a', '3b']);
			expect(await ids(store, { tenant: 'other' })).toEqual(['o']);
			expect(await store.getSubmission('t', '0a')).toBeUndefined();
			await keep(store, 1, submission('last'));
			expect(await ids(store)).toEqual(['last']);
		});

		it('lets one at a time have a running job, until he lets go of it or his time is over', async () => {
			await using store = await open();
			await store.createJob('t', newJob('j', 'a'));
			const hold = async (holder: string, forMs = 60_000) => await store.holdJob('j', holder, forMs);
			expect([await hold('one'), await hold('one'), await hold('other')]).toEqual([true, true, false]);
			await store.releaseJob('j', 'other');
			expect(await hold('other')).toBe(false);
			await store.releaseJob('j', 'one');
			expect([await hold('other', 1), await store.holdJob('no such job', 'one', 1)]).toEqual([true, false]);
			await expect.poll(async () => await hold('one')).toBe(true);
			expect(await hold('other')).toBe(false);
			await store.endJob('j', 'cancelled');
			expect(await hold('one')).toBe(false);
		});

		it('gives the samples without a result, in order and in parts, and the results of the others', async () => {
			await using store = await open();
			await store.createJob('t', newJob('j', 'a', 'b', 'c', 'd'));
			const job = await stored(store);
			const results = [{ id: 'x', verdict: 'accepted' as const }];
			for (const position of [2, 0]) await store.putResult(job, position, 'd', results, sample({ x: true }));
			expect((await store.openSamples('j', -1, 10)).map(({ position, sample: { code } }) => [position, code])).toEqual([
				[1, 'b'],
				[3, 'd'],
			]);
			expect(await store.openSamples('j', 1, 1)).toMatchObject([{ position: 3 }]);
			expect(await Array.fromAsync(store.jobResults('j'))).toEqual(['a', 'c'].map((code) => ({ sample: jobSample(code), results })));
			expect((await stored(store)).view).toMatchObject({ done: 2, total: 4, status: 'running' });
		});

		it('keeps samples and results that hold any text, of more than one page', async () => {
			await using store = await open();
			const code = (n: number) => `print("\0\ud800 \u2028 \\u0000 ${n}")`;
			await store.createJob('t', newJob('j', ...Array.from({ length: 450 }, (_, n) => code(n))));
			const job = await stored(store);
			const results = [{ id: '\ud800\0', verdict: 'wrong_answer' as const }];
			for (let n = 0; n < 450; n++) await store.putResult(job, n, 'd', results, sample({ x: false }));
			expect(await store.openSamples('j', -1, 10)).toEqual([]);
			const all = await Array.fromAsync(store.jobResults('j'));
			expect(all).toEqual(Array.from({ length: 450 }, (_, n) => ({ sample: jobSample(code(n)), results })));
			expect((await store.statistics('t', 'd')).solved.get('base')).toEqual({ passed: 0, judged: 450 });
		});

		it('counts a result once, in the job and in the statistics, however often it is put', async () => {
			await using store = await open();
			await store.createJob('t', newJob('j', 'a'));
			const job = await stored(store);
			for (let n = 0; n < 3; n++) await store.putResult(job, 0, 'd', [{ id: 'x', verdict: 'accepted' }], sample({ x: true }));
			expect((await stored(store)).view.done).toBe(1);
			expect((await store.statistics('t', 'd')).tests).toEqual([{ id: 'x', byPolicy: new Map([['base', { passed: 1, judged: 1 }]]) }]);
		});

		const paid = (id: string): RewardLine => ({
			...{ id, domain: 'code', reward: 0.5, status: 'ok', verdict: 'wrong_answer' },
			...{ passed: 1, judged: 2, total: 2, skipped: [], levels: 1, cold: false },
		});
		const curriculum = (ids: string[]) => newCurriculum(ids, CurriculumOptions.parse({ seed: 5 }));

		it('takes a job of many samples without keeping others waiting', async () => {
			await using store = await open();
			const samples = Array.from({ length: 20_000 }, () => jobSample('x'.repeat(500)));
			const longest = await longestTurn(async () => await store.createJob('t', { id: 'j', levels, samples }));
			expect((await store.getJob('t', 'j'))?.view).toMatchObject({ total: 20_000, status: 'running' });
			expect(await store.openSamples('j', 19_998, 10)).toHaveLength(1);
			expect(longest).toBeLessThan(100);
		});

		it('keeps what was paid in a call, by position, for its tenant and its request alone', async () => {
			await using store = await open();
			const call = { tenant: 't', key: 'k', requestDigest: 'r' };
			const observed = { digest: 'd', sample: sample({ a: true }) };
			expect(await store.openCall(call)).toEqual(new Map());
			await store.putPaid(call, new Map([[3, paid('three')]]));
			expect(await store.openCall(call)).toEqual(new Map([[3, paid('three')]]));
			expect(await store.openCall({ ...call, requestDigest: 'another' })).toBeUndefined();
			expect(await store.openCall({ ...call, tenant: 'other' })).toEqual(new Map());
			await expect(store.putPaid({ ...call, key: 'never opened' }, new Map([[0, paid('zero')]]), observed)).rejects.toThrow('not opened');
			expect(await store.statistics('t', 'd')).toMatchObject({ tests: [] });
		});

		it('counts what was paid in a call once, however often it is put', async () => {
			await using store = await open();
			const call = { tenant: 't', key: 'k', requestDigest: 'r' };
			await store.openCall(call);
			const lines = new Map([0, 1].map((position) => [position, paid(String(position))]));
			for (let i = 0; i < 3; i++) await store.putPaid(call, lines, { digest: 'd', sample: sample({ a: true }, { times: 2 }) });
			expect((await store.statistics('t', 'd')).solved.get('base')).toEqual({ passed: 2, judged: 2 });
		});

		it('keeps a curriculum under its name, for its tenant alone', async () => {
			await using store = await open();
			expect(await store.getCurriculum('t', 'run')).toBeUndefined();
			expect(await store.putCurriculum('t', 'run', 0, curriculum(['a', 'b']))).toBe(true);
			expect(await store.getCurriculum('t', 'run')).toEqual({ version: 1, state: curriculum(['a', 'b']) });
			expect(await store.getCurriculum('other', 'run')).toBeUndefined();
			expect(await store.getCurriculum('t', 'other run')).toBeUndefined();
		});

		it('changes a curriculum only from the version that was read, so that no change is lost', async () => {
			await using store = await open();
			await store.putCurriculum('t', 'run', 0, curriculum(['a']));
			expect(await store.putCurriculum('t', 'run', 0, curriculum(['late']))).toBe(false);
			expect(await store.putCurriculum('t', 'run', 1, curriculum(['b']))).toBe(true);
			expect(await store.putCurriculum('t', 'run', 1, curriculum(['late']))).toBe(false);
			expect(await store.getCurriculum('t', 'run')).toEqual({ version: 2, state: curriculum(['b']) });
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
