import { expect, it } from 'vitest';
import { testServer } from '../support/app.ts';

type Test = Awaited<ReturnType<typeof testServer>>;
const post = async ({ app }: Test, path: string, payload: object) => {
	const response = await app.inject({ method: 'POST', url: `/v1/curriculum${path}`, payload });
	return { status: response.statusCode, body: response.json() };
};
const ids = Array.from({ length: 20 }, (_, n) => `p${n}`);
const options = { window: 2, seed: 3 };

it('draws batches, learns which problems are easy, and says how it stands', async () => {
	await using test = await testServer();
	expect(await post(test, '', { problem_ids: ids, options })).toMatchObject({
		status: 200,
		body: { name: 'default', version: 1, problems: 20, pools: { active: 20, easy: 0 } },
	});
	const { body } = await post(test, '/draw', { size: 8 });
	expect(new Set(body.problem_ids).size).toBe(8);
	const results = body.problem_ids.map((problem_id: string) => ({ problem_id, solved: [true, true] }));
	expect(await post(test, '/observe', { results })).toMatchObject({ body: { version: 3, pools: { active: 12, easy: 8, retired: 0 } } });
	expect((await test.app.inject('/v1/curriculum')).json()).toMatchObject({
		version: 3,
		options: { alpha: 0.1, window: 2, seed: 3 },
		pools: { easy: 8 },
	});
	expect(await post(test, '/observe', { results: [{ problem_id: body.problem_ids[0], solved: [false] }] })).toMatchObject({
		body: { pools: { easy: 7 } },
	});
});

it('draws the same from the same seed, and something else each time', async () => {
	await using test = await testServer();
	const draws = async (name: string) => {
		await post(test, '', { name, problem_ids: ids, options });
		return [await post(test, '/draw', { name, size: 5 }), await post(test, '/draw', { name, size: 5 })].map(({ body }) => body.problem_ids);
	};
	const [first, second] = [await draws('one'), await draws('two')];
	expect(second).toEqual(first);
	expect(first[0]).not.toEqual(first[1]);
});

it('gives every one of many that draw at once a batch of its own', async () => {
	await using test = await testServer();
	await post(test, '', { problem_ids: ids, options });
	const drawn = await Promise.all(Array.from({ length: 20 }, () => post(test, '/draw', { size: 3 })));
	expect(new Set(drawn.map(({ body }) => body.version)).size).toBe(20);
	expect((await test.app.inject('/v1/curriculum')).json().version).toBe(21);
});

it('says what is wrong with a request', async () => {
	await using test = await testServer();
	expect(await post(test, '/draw', { size: 1 })).toMatchObject({ status: 404, body: { code: 'curriculum_not_found' } });
	await post(test, '', { problem_ids: ids });
	expect(await post(test, '', { problem_ids: ids })).toMatchObject({ status: 409, body: { code: 'curriculum_exists' } });
	expect(await post(test, '', { name: 'x', problem_ids: ['a', 'a'] })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
	expect(await post(test, '', { name: 'x', problem_ids: [] })).toMatchObject({ status: 400 });
	expect(await post(test, '/draw', { size: 0 })).toMatchObject({ status: 400, body: { detail: expect.stringContaining('size') } });
	expect(await post(test, '', { name: 'x', problem_ids: ids, options: { alpha: 2 } })).toMatchObject({
		status: 400,
		body: { detail: expect.stringContaining('alpha') },
	});
});
