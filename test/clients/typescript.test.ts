import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstLine, ownApi } from '../../clients/typescript/own-api.ts';
import { AssayApiError, AssayClient, ConnectionLost } from '../../clients/typescript/src/index.ts';
import { testServer } from '../support/app.ts';
import { repository } from '../support/local-wall.ts';
import { aProblem } from '../support/problems.ts';

const client = (url: string, more: object = {}) => new AssayClient({ url, longestWaitMs: 20, ...more });
const items = [
	{ id: 'a', problem_id: 'sum', language: 'python', code: 'accepted' },
	{ id: 'b', problem_id: 'sum', language: 'python', code: 'wrong_answer' },
];
const rewards = { scheme: 'all_or_nothing' as const, items };
async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const value of values) list.push(value);
	return list;
}

/** A server in front of the real one that may answer in its place. */
async function inFront(target: string, answer: (request: IncomingMessage, reply: ServerResponse, count: number) => boolean) {
	const counts = new Map<string, number>();
	const server = createServer(async (request, reply) => {
		const count = counts.get(request.url ?? '') ?? 0;
		counts.set(request.url ?? '', count + 1);
		const body: Buffer[] = [];
		for await (const chunk of request) body.push(chunk);
		if (answer(request, reply, count)) return;
		const { method = 'GET', headers, url } = request;
		const given = new Headers(Object.entries(headers).flatMap(([name, value]) => (name === 'host' ? [] : [[name, String(value)]])));
		const content = body.length === 0 ? {} : { body: Buffer.concat(body) };
		const response = await fetch(target + url, { method, headers: given, ...content });
		reply.writeHead(response.status, { 'content-type': response.headers.get('content-type') ?? '' });
		const text = await response.text();
		if (count === 0 && request.headers['x-cut'] !== undefined) {
			reply.write(text.slice(0, text.indexOf('\n') + 4));
			reply.socket?.destroySoon();
		} else reply.end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		count: (path: string) => counts.get(path) ?? 0,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

it('has the types of the document that the server has', async () => {
	await using test = await testServer();
	const types = readFileSync(join(repository, 'clients/typescript/src/openapi.ts'), 'utf8');
	const document = JSON.parse(JSON.stringify(test.app.swagger()));
	expect(types.split('\n', 1)[0], 'run `npm run generate` in clients/typescript').toBe(firstLine(ownApi(document)));
});

it('uploads, lists, judges and looks at what was judged', async () => {
	await using test = await testServer();
	const assay = client(test.url);
	expect((await assay.upload([aProblem({ id: 'a/b ?' }), aProblem()])).problems).toHaveLength(2);
	expect((await assay.problems({ search: 'A/B' })).problems.map(({ id }) => id)).toEqual(['a/b ?']);
	expect((await assay.problem('a/b ?', { tests: 'full' })).problem?.tests).toHaveLength(2);
	const result = await assay.grade({ problem_id: 'sum', language: 'python', code: 'accepted wrong_answer' });
	expect(result).toMatchObject({ verdict: 'wrong_answer', passed: 1 });
	const lines = await all(assay.gradeTests({ problem_id: 'sum', language: 'python', code: 'accepted' }));
	expect(lines.map(({ type }) => type)).toEqual(['test', 'test', 'result']);
	await expect.poll(async () => (await assay.submissions({ problem_id: 'sum' })).length).toBe(2);
	expect(await assay.submission(result.id ?? '')).toMatchObject({ code: 'accepted wrong_answer', result: { passed: 1 } });
});

it('streams rewards, and goes on with the same key where the connection breaks, without paying or yielding twice', async () => {
	await using test = await testServer();
	await client(test.url).upload([aProblem()]);
	await using front = await inFront(test.url, () => false);
	const cutting: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		request.headers.set('x-cut', 'yes');
		return await fetch(request);
	};
	const lines = await all(client(front.url, { fetch: cutting }).rewards({ ...rewards, observe: true }));
	expect(lines.map(({ id, reward }) => [id, reward]).sort()).toEqual([
		['a', 1],
		['b', 0],
	]);
	expect(front.count('/v1/rewards')).toBe(2);
	expect((await client(test.url).difficulty('sum')).samples).toBe(2);
});

it('waits as long as Retry-After says, and then tries again', async () => {
	await using test = await testServer();
	await using front = await inFront(test.url, (_request, reply, count) => {
		if (count > 1) return false;
		reply.writeHead(count === 0 ? 429 : 503, { 'retry-after': '1' }).end();
		return true;
	});
	const begun = performance.now();
	expect(await client(front.url, { longestWaitMs: 60_000 }).problems()).toEqual({ problems: [], next_cursor: null });
	expect(performance.now() - begun).toBeGreaterThan(1_990);
});

it('sends nothing again that the server refused for good, and says why', async () => {
	await using test = await testServer({ settings: { apiKeys: 'secret' } });
	await using front = await inFront(test.url, () => false);
	const refused = await client(front.url)
		.problems()
		.catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(AssayApiError);
	expect(refused).toMatchObject({ code: 'unauthorized', status: 401, retryable: false, problem: { hint: expect.any(String) } });
	expect(front.count('/v1/problems')).toBe(1);
	expect((await client(front.url, { apiKey: 'secret' }).problems()).problems).toEqual([]);
});

it('gives up on a server that is not there, and begins no job twice', async () => {
	await using front = await inFront('', (_request, reply) => {
		reply.socket?.destroy();
		return true;
	});
	await expect(client(front.url, { attempts: 3 }).problems()).rejects.toBeInstanceOf(ConnectionLost);
	expect(front.count('/v1/problems')).toBe(3);
	await expect(client(front.url, { attempts: 3 }).label({ samples: [] })).rejects.toBeInstanceOf(ConnectionLost);
	expect(front.count('/v1/difficulty')).toBe(1);
});

it('begins no job twice that the server, or something before it, may have begun', async () => {
	await using front = await inFront('', (_request, reply) => {
		reply.writeHead(504).end();
		return true;
	});
	await expect(client(front.url).label({ samples: [] })).rejects.toMatchObject({ status: 504 });
	expect(front.count('/v1/difficulty')).toBe(1);
});

it('pays two items of one name, each by itself', async () => {
	await using test = await testServer();
	await client(test.url).upload([aProblem()]);
	const twins = ['accepted', 'wrong_answer'].map((code) => ({ id: 'twin', problem_id: 'sum', language: 'python', code }));
	const lines = await all(client(test.url).rewards({ ...rewards, items: twins }));
	expect(lines.map(({ id, reward }) => [id, reward]).sort()).toEqual([
		['twin', 0],
		['twin', 1],
	]);
});

it('follows a job to its end, and the server for as long as it is asked to', async () => {
	await using test = await testServer();
	const assay = client(test.url);
	await assay.upload([aProblem()]);
	const { id } = await assay.label({ samples: Array.from({ length: 16 }, () => ({ ...items[0], id: undefined })) });
	const views = await all(assay.jobEvents(id));
	expect(views.at(-1)).toMatchObject({ status: 'done', done: 16 });
	expect((await all(assay.jobLabels(id))).map(({ samples }) => samples)).toEqual([16]);
	expect(await assay.jobs()).toHaveLength(1);
	const stop = new AbortController();
	const told: number[] = [];
	const listening = (async () => {
		for await (const live of assay.liveEvents({ signal: stop.signal })) {
			told.push(live.programs);
			if (told.length === 2) stop.abort(new Error('enough'));
		}
	})();
	await expect(listening).rejects.toThrow('enough');
	expect(told[0]).toBeGreaterThan(0);
});

it('stops the work on the server when the caller aborts', async () => {
	await using test = await testServer();
	const stop = new AbortController();
	const grading = client(test.url).grade({ problem: aProblem(), language: 'python', code: 'hang' }, { signal: stop.signal });
	await test.grader.nextStart();
	stop.abort(new Error('not any more'));
	await expect(grading).rejects.toThrow('not any more');
	await expect.poll(() => test.grader.aborted.length).toBe(1);
});
