import { beforeAll, describe, expect, it } from 'vitest';
import { compatServers, post, type Reply } from '../../support/compat.ts';

const servers = compatServers();
const tests = ['1', '2', '3', '4'].map((input) => ({ kind: 'stdio', input: `${input}\n`, output: `${2 * Number(input)}\n` }));
const answer = (code: string) => `Let me think.\n\`\`\`python\n${code}\n\`\`\``;
const right = answer('print(2 * int(input()))');
const half = answer('n = int(input())\nprint(2 * n if n < 3 else n)');
const wrong = answer('print(0)');
const inline = { inputs: ['1\n', '5\n'], outputs: ['2\n', '10\n'] };

beforeAll(async () => {
	for (const url of [servers.url, servers.failingUrl]) await post(`${url}/v1/problems`, { id: 'set/double', tests });
});

/** Both are paid in the same way; this is what each sends and gets for one sample. */
const trainers = {
	OpenRLHF: {
		pay: (completion: string, label: unknown, query = '', url = servers.url) =>
			post(`${url}/get_reward${query}`, { query: [`<s>Double it.${completion}<|im_end|>`], prompts: ['Double it.'], labels: [label] }),
		rewardOf: ({ body }: Reply) => (body as { rewards: number[] }).rewards[0],
	},
	slime: {
		pay: (response: string, label: unknown, query = '', url = servers.url) =>
			post(`${url}/remote_rm${query}`, { prompt: [{ role: 'user', content: 'Double it.' }], response, label }),
		rewardOf: ({ body }: Reply) => body,
	},
};

describe.each(Object.entries(trainers))('The remote reward of %s', (_name, { pay, rewardOf }) => {
	const reward = async (completion: string, label: unknown, query?: string) => rewardOf(await pay(completion, label, query));

	it('pays by the label: the id of a problem, tests, or a problem, as text or not', async () => {
		for (const label of [
			'set/double',
			JSON.stringify(inline),
			inline,
			JSON.stringify({ id: 'own', tests }),
			{ problem_id: 'set/double' },
		]) {
			expect(await reward(right, label)).toBe(1);
			expect(await reward(wrong, label)).toBe(0);
		}
	});

	it('pays for functions', async () => {
		const label = { inputs: ['[1, 2]\n3', '[]\n0'], outputs: ['6', '0'], fn_name: 'total' };
		expect(await reward(answer('class Solution:\n    def total(self, values, more): return sum(values) + more'), label)).toBe(1);
		expect(await reward(answer('def total(values, more): return more'), label)).toBe(0);
	});

	it('pays by the scheme that its URL names', async () => {
		expect(await reward(half, 'set/double')).toBe(0);
		expect(await reward(half, 'set/double', '?scheme=fraction')).toBe(0.5);
		expect(await reward('```cpp\nint main() {', 'set/double', '?scheme=fraction&language=cpp')).toBe(0);
	});

	it('pays nothing for no program, one that does not compile, and one without end', async () => {
		for (const completion of ['I do not know.', answer('print('), answer('while True: pass')]) {
			expect(await reward(completion, inline, '?timeout=0.3')).toBe(0);
		}
	});

	it('is no reward but an error when it is its own fault, when there is no room, and for labels that make no sense', async () => {
		expect(await pay(right, 'set/double', '', servers.failingUrl)).toMatchObject({
			status: 503,
			body: { detail: 'sample 0: sandbox_fault: no more sandboxes' },
		});
		expect(await servers.whileBusy((url) => pay(right, inline, '', url))).toMatchObject({ status: 429 });
		expect(await pay(right, 'set/absent')).toMatchObject({ status: 404 });
		expect(await pay(right, undefined)).toMatchObject({ status: 422 });
		expect(await pay(right, { inputs: ['1'], outputs: [] })).toMatchObject({ status: 422 });
		expect(await pay(right, inline, '?language=klingon')).toMatchObject({
			status: 422,
			body: { detail: expect.stringContaining('klingon') },
		});
		expect(await pay(right, inline, '?scheme=generous')).toMatchObject({ status: 422 });
	});
});

describe('OpenRLHF', () => {
	it('gets rewards in order, scores from 0 to 1, and the pass rates for its log', async () => {
		const query = [right, wrong, half].map((completion) => `Q${completion}</s></s>`);
		const { status, body } = await post(`${servers.url}/get_reward?scheme=fraction`, {
			...{ query, prompts: ['Q', 'Q', 'Q'] },
			labels: query.map(() => 'set/double'),
		});
		expect(status).toBe(200);
		expect(body).toEqual({ rewards: [1, 0, 0.5], scores: [1, 0, 0.5], extra_logs: { pass_rate: [1, 0, 0.5] } });
	});

	it('gets numbers that are floats to Python, since torch has no mean of a batch of ints', async () => {
		const body = JSON.stringify({ query: [right, wrong], prompts: ['', ''], labels: ['set/double', 'set/double'] });
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(`${servers.url}/get_reward`, { method: 'POST', headers, body });
		expect(response.headers.get('content-type')).toContain('application/json');
		expect(await response.text()).toBe('{"rewards":[1.0,0.0],"scores":[1.0,0.0],"extra_logs":{"pass_rate":[1.0,0.0]}}');
	});

	it('may ask about nothing', async () => {
		expect(await post(`${servers.url}/get_reward`, { query: [], prompts: [], labels: [] })).toMatchObject({
			status: 200,
			body: { rewards: [], scores: [] },
		});
	});

	it('is not paid for a program in the prompt', async () => {
		const prompt = `Example: ${right}\nNow you.`;
		const body = { query: [`${prompt}I do not know.`], prompts: [prompt], labels: ['set/double'] };
		expect((await post(`${servers.url}/get_reward`, body)).body).toMatchObject({ rewards: [0] });
	});
});
