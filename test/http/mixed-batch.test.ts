import { afterAll, beforeAll, expect, it } from 'vitest';
import { RewardsResponse } from '../../services/contract/rewards.ts';
import { type ServerUnderTest, serverAround } from '../support/app.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { aProblem } from '../support/problems.ts';

let engine: OpenGrader;
let server: ServerUnderTest;
beforeAll(async () => {
	engine = await openGrader();
	server = await serverAround(engine.grader);
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
	await engine[Symbol.asyncDispose]();
	expect(engine.faults).toEqual([]);
});

async function pay(items: unknown[], more: Record<string, unknown> = {}) {
	const response = await server.app.inject({ method: 'POST', url: '/v1/rewards', payload: { scheme: 'all_or_nothing', items, ...more } });
	expect(response.statusCode, response.body).toBe(200);
	return RewardsResponse.parse(response.json());
}
const math = (completion: string, more: Record<string, unknown> = {}) => ({ kind: 'math', answer: '\\frac{1}{2}', completion, ...more });

it('Programs and final answers are paid in one call, with a summary of each domain', async () => {
	const right = 'a, b = map(int, input().split())\nprint(a + b)';
	const { rewards, domains } = await pay([
		{ id: 'program', problem: aProblem(), language: 'python', code: right },
		{ id: 'wrong program', problem: aProblem(), language: 'python', code: 'print(0)', kind: 'code' },
		math('A half: $\\boxed{0.5}$', { id: 'answer' }),
		math('Two: $\\boxed{2}$', { id: 'wrong answer' }),
		math('I cannot tell.', { id: 'no answer' }),
		{ kind: 'math', id: 'no reference', completion: '\\boxed{1}' },
	]);
	expect(rewards.map(({ id, reward, status, domain }) => [id, reward, status, domain])).toEqual([
		['program', 1, 'ok', 'code'],
		['wrong program', 0, 'ok', 'code'],
		['answer', 1, 'ok', 'math'],
		['wrong answer', 0, 'ok', 'math'],
		['no answer', 0, 'no_code', 'math'],
		['no reference', null, 'invalid', 'math'],
	]);
	expect(domains).toEqual({
		code: { items: 2, paid: 2, mean_reward: 0.5, solved: 1, no_verdict: 0, invalid: 0 },
		math: { items: 4, paid: 3, mean_reward: 1 / 3, solved: 1, no_verdict: 0, invalid: 1 },
	});
});

it('A math problem can be uploaded, and its pass rate is counted', async () => {
	const problem = { id: 'half', tests: [{ kind: 'math', answer: '0.5' }] };
	expect((await server.app.inject({ method: 'POST', url: '/v1/problems', payload: problem })).statusCode).toBe(200);
	const items = ['\\boxed{1/2}', '\\boxed{2}', 'no box'].map((completion) => ({ kind: 'math', problem_id: 'half', completion }));
	const { rewards } = await pay(items, { observe: true });
	expect(rewards.map(({ reward }) => reward)).toEqual([1, 0, 0]);
	const difficulty = (await server.app.inject({ url: '/v1/problems/half/difficulty' })).json();
	expect(difficulty).toMatchObject({ samples: 3, tests: [{ passed: 1, judged: 3 }] });
});

it('A reference that nothing can be compared with is no verdict, and never a 0', async () => {
	const { rewards } = await pay([math('\\boxed{1}', { answer: '\\text{}' })]);
	expect(rewards).toMatchObject([{ reward: null, status: 'no_verdict', reason: 'reference_unreadable: it is no LaTeX' }]);
});

it('Letters in scripts that were not asked in are reported, and cost something only when the options say so', async () => {
	const prompt = 'What is half of one?';
	const items = [math('半分 half \\boxed{0.5}', { prompt }), math('half $\\boxed{0.5}$', { prompt }), math('\\boxed{0.5}')];
	const { rewards } = await pay(items);
	expect(rewards.map(({ reward, foreign_letters }) => [reward, foreign_letters])).toEqual([
		[1, 2 / 11],
		[1, 0],
		[1, undefined],
	]);
	const priced = await pay(items, { options: { foreign_letters: 0.5 } });
	expect(priced.rewards.map(({ reward }) => reward)).toEqual([1 - 0.5 * (2 / 11), 1, 1]);
});
