import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compatServers, post } from '../../support/compat.ts';

const servers = compatServers();
const sums = { inputs: ['1 2\n', '3 4\n'], outputs: ['3\n', '7\n'] };
const verify = (text: string, unit_tests: object = sums, url = servers.url, query = '') =>
	post(`${url}/verify${query}`, {
		responses_create_params: { input: [{ role: 'user', content: 'Add.' }] },
		response: {
			...{ id: 'resp_1', object: 'response', model: 'm', created_at: 1 },
			output: [
				{ type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: '```python\nprint(0)\n```' }] },
				{ type: 'message', id: 'm', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] },
			],
		},
		verifier_metadata: { unit_tests, difficulty: 'easy', source: 'kept' },
	});
const fenced = (code: string) => `So:\n\`\`\`python\n${code}\n\`\`\``;
const right = fenced('print(sum(map(int, input().split())))');

it('gives back what it got, with the reward in it', async () => {
	const { status, body } = await verify(right);
	expect(status).toBe(200);
	expect(body).toMatchObject({
		...{ reward: 1, result: [true, true], metadata: {}, difficulty: 'easy', unit_tests_time_taken: expect.any(Number) },
		...{ extracted_model_output: right, extracted_model_code: 'print(sum(map(int, input().split())))\n' },
		responses_create_params: { input: [{ content: 'Add.' }] },
		response: { id: 'resp_1', output: [{ type: 'reasoning' }, { type: 'message', content: [{ annotations: [] }] }] },
		verifier_metadata: { unit_tests: sums, source: 'kept' },
	});
});

it('says of each test how it went, in the numbers of LiveCodeBench', async () => {
	const result = async (code: string, query = '') => (await verify(fenced(code), sums, servers.url, query)).body;
	expect(await result('print(3)')).toMatchObject({ reward: 0, result: [true, -2], metadata: { error_code: -2, test: 1 } });
	expect(await result('print(3 if input() == "1 2" else 1 // 0)')).toMatchObject({ reward: 0, result: [true, -4] });
	expect(await result('while True: pass', '?timeout=0.3')).toMatchObject({ reward: 0, result: [-3, -3] });
	expect(await result('print(')).toMatchObject({ reward: 0, result: [-1, -1] });
	expect(await result('while True: print("x" * 9999)')).toMatchObject({ reward: 0 });
});

it('judges what functions return', async () => {
	const tests = { inputs: ['[1, 2]\n3'], outputs: ['6'], fn_name: 'total' };
	const code = 'class Solution:\n    def total(self, values, more): return sum(values) + more';
	expect((await verify(fenced(code), tests)).body).toMatchObject({ reward: 1 });
	expect((await verify(fenced('def total(values, more): return 0'), tests)).body).toMatchObject({ reward: 0 });
});

it('reads packed tests', async () => {
	const packed = deflateSync(JSON.stringify(sums)).toString('base64');
	expect((await verify(right, { packed, fn_name: null })).body).toMatchObject({ reward: 1 });
	for (const wrong of ['AAAA', deflateSync('{"inputs": 1}').toString('base64'), deflateSync('[').toString('base64')]) {
		expect(await verify(right, { packed: wrong })).toMatchObject({ status: 422, body: { detail: expect.any(String) } });
	}
});

it('pays nothing for an answer without a program', async () => {
	expect((await verify('I do not know.')).body).toMatchObject({ reward: 0, result: null, extracted_model_code: null });
	expect((await verify('')).body).toMatchObject({ reward: 0, extracted_model_output: null });
});

it('is an error when it is its own fault, when there is no room, or when there are no tests', async () => {
	expect(await verify(right, sums, servers.failingUrl)).toMatchObject({
		status: 503,
		body: { detail: 'sandbox_fault: no more sandboxes' },
	});
	expect(await servers.whileBusy((url) => verify(right, sums, url))).toMatchObject({ status: 429 });
	expect(await verify(right, { inputs: [], outputs: [] })).toMatchObject({ status: 422 });
	expect(await post(`${servers.url}/verify`, {})).toMatchObject({ status: 422 });
});

it('lets a session begin', async () => {
	expect(await post(`${servers.url}/seed_session`, {})).toMatchObject({ status: 200, body: {} });
});
