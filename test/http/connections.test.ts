import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { type TestServer, testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';

const body = (code: string) => JSON.stringify({ problem: aProblem(), language: 'python', code });
const post = async (test: TestServer, code: string) =>
	await fetch(`${test.url}/v1/grade`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body(code) });

/** A connection on which bytes are written by hand. */
async function openSocket(test: TestServer): Promise<Socket> {
	const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
	await once(socket, 'connect');
	return socket;
}

const requestText = (payload: string) =>
	`POST /v1/grade HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`;

/** Resolves when the submission that hangs has been aborted and its place is free again. */
async function placeIsFree(test: TestServer): Promise<void> {
	const response = await post(test, 'accepted');
	expect(await response.json()).toMatchObject({ verdict: 'accepted' });
}

it('cancels the work of a client that has gone', async () => {
	await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
	const socket = await openSocket(test);
	const started = test.grader.nextStart();
	socket.write(requestText(body('hang')));
	await started;
	expect(test.grader.aborted).toEqual([]);
	socket.destroy();
	await placeIsFree(test);
	expect(test.grader.aborted).toHaveLength(1);
});

it('never starts the work of a client that has gone while it waited', async () => {
	await using test = await testServer({ grader: createFakeGrader({ concurrency: 1 }) });
	const started = test.grader.nextStart();
	const running = post(test, 'hang');
	await started;
	const socket = await openSocket(test);
	socket.write(requestText(body('wrong_answer')));
	const waiting = async (count: number) =>
		expect(await (await fetch(`${test.url}/metrics`)).text()).toContain(`assay_queue_waiting ${count}\n`);
	await vi.waitFor(async () => await waiting(1));
	socket.destroy();
	await vi.waitFor(async () => await waiting(0));
	test.grader.release();
	expect(await (await running).json()).toMatchObject({ verdict: 'accepted' });
	expect(test.grader.started.map(({ code }) => code)).toEqual(['hang']);
});

it.each([
	['headers that are too long', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431, 'headers_too_large'],
	['bytes that are no request', 'hello?\r\n\r\n', 400, 'invalid_request'],
])('answers %s with problem details', async (_what, text, status, code) => {
	await using test = await testServer();
	const socket = await openSocket(test);
	let said = '';
	socket.on('data', (chunk) => {
		said += chunk;
	});
	socket.write(text);
	await once(socket, 'close');
	const [head = '', body = ''] = said.split('\r\n\r\n');
	expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*content-type: application/problem\\+json`, 's'));
	expect(JSON.parse(body)).toMatchObject({ status, code });
});

it('ends a request whose body does not come', async () => {
	await using test = await testServer({ settings: { requestTimeoutMs: '200' } });
	const socket = await openSocket(test);
	socket.write('POST /v1/grade HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{');
	const [answer] = await once(socket, 'data');
	expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
	await once(socket, 'close');
});

it('keeps an idle connection for 75 seconds, longer than clients do', async () => {
	await using test = await testServer();
	expect(test.app.server.keepAliveTimeout).toBe(75_000);
	const response = await fetch(`${test.url}/healthz`);
	expect(response.headers.get('keep-alive')).toBe('timeout=75');
});

it('finishes running work at shutdown, and takes no more', async () => {
	await using test = await testServer();
	const started = test.grader.nextStart();
	const running = post(test, 'hang');
	await started;
	const stopped = test.server.stop();
	await vi.waitFor(() => expect(test.app.server.listening).toBe(false));
	await expect(post(test, 'accepted')).rejects.toThrow();
	test.grader.release();
	const response = await running;
	expect(response.headers.get('connection')).toBe('close');
	expect(await response.json()).toMatchObject({ verdict: 'accepted' });
	await stopped;
});

it('aborts what still runs when the grace time is over', async () => {
	await using test = await testServer({ settings: { shutdownGraceMs: '0' } });
	const started = test.grader.nextStart();
	const running = post(test, 'hang');
	await started;
	await test.server.stop();
	const response = await running;
	expect(await response.json()).toMatchObject({ status: 503, code: 'shutting_down' });
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(test.grader.aborted).toHaveLength(1);
});

it('says 503 on a connection that it still has while it stops', async () => {
	await using test = await testServer();
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const started = test.grader.nextStart();
	const running = post(test, 'hang');
	await started;
	const pending = httpRequest(`${test.url}/v1/grade`, { agent, method: 'POST', headers: { 'content-type': 'application/json' } });
	pending.flushHeaders();
	await once(pending, 'socket');
	await vi.waitFor(async () => expect(await connections(test)).toBe(2));
	const stopped = test.server.stop();
	pending.end(body('accepted'));
	const [response] = await once(pending, 'response');
	expect(response.statusCode).toBe(503);
	response.resume();
	test.grader.release();
	await running;
	await stopped;
	agent.destroy();
});

const connections = async (test: TestServer) =>
	await new Promise<number>((resolve, reject) =>
		test.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
	);
