import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectedSpan, startCollector, type TestCollector } from '../support/collector.ts';
import { startFleet, type TestFleet } from '../support/fleet.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const [clientSpan, other] = ['b7ad6b7169203331', '1bf7651916cd43dd8448eb211c80319d'];
const secrets = { code: '/* what-the-model-wrote */', input: 'what-goes-in', output: 'what-is-expected' };

let collector: TestCollector;
let fleet: TestFleet;
beforeAll(async () => {
	collector = await startCollector();
	fleet = await startFleet(1, { settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ASSAY_TRACE_TESTS: '3' } });
});
afterAll(async () => {
	await fleet[Symbol.asyncDispose]();
	await collector[Symbol.asyncDispose]();
});

async function grade(traceparent: string, language: string, code: string, tests: number): Promise<void> {
	const test = { kind: 'stdio', input: secrets.input, output: secrets.output };
	const response = await fetch(`${fleet.url}/v1/grade`, {
		...{ method: 'POST', headers: { 'content-type': 'application/json', traceparent } },
		body: JSON.stringify({ language, code, problem: { id: 'p', tests: Array.from({ length: tests }, () => test) } }),
	});
	expect(response.status).toBe(200);
	await response.text();
}

/** The spans of a trace, when the request that began it is among them: what runs within it has been sent by then, or is on its way. */
async function spansOf(id: string, worker: string): Promise<readonly CollectedSpan[]> {
	const own = () => collector.spans.filter((span) => span.traceId === id);
	const names = () => own().map(({ name }) => name);
	await expect.poll(names, { timeout: 20_000 }).toEqual(expect.arrayContaining(['POST /v1/grade', worker]));
	return own();
}

/** A span's name and role, and below it those of its children, in the order of their names. */
function treeBelow(parent: string | undefined, spans: readonly CollectedSpan[]): unknown[] {
	return spans
		.filter(({ parentSpanId }) => parentSpanId === parent)
		.toSorted((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ name, role, spanId }) => [`${role}: ${name}`, ...treeBelow(spanId, spans)]);
}

describe('A trace', () => {
	it('goes from the span of the client over the request and the queue to the tests on a worker', async () => {
		const code = `#include <stdio.h>\n${secrets.code}\nint main(void) { puts("${secrets.output}"); }`;
		await grade(`00-${traceId}-${clientSpan}-01`, 'c', code, 5);
		const spans = await spansOf(traceId, 'grade program');
		expect(treeBelow(clientSpan, spans)).toEqual([
			[
				'api: POST /v1/grade',
				[
					'api: submit grade',
					['worker: grade program', ['worker: launch', ['worker: compile']], ...Array(3).fill(['worker: test']), ['worker: tests']],
					['api: wait in the queue'],
				],
			],
		]);
	});

	it('says how long each part took, and what came of it', async () => {
		const spans = await spansOf(traceId, 'grade program');
		const one = (name: string) => spans.find((span) => span.name === name);
		expect(one('POST /v1/grade')?.attributes).toMatchObject({ 'http.route': '/v1/grade', 'http.response.status_code': 200 });
		expect(one('grade program')?.attributes).toMatchObject({ 'assay.language': 'c', 'assay.verdict': 'accepted' });
		const [whole, part] = ['POST /v1/grade', 'compile'].map((name) => one(name)?.durationMs ?? 0);
		expect(part).toBeGreaterThan(0);
		expect(part).toBeLessThan(whole ?? 0);
	});

	it('has no text of programs and tests in it', () => {
		for (const secret of Object.values(secrets)) expect(collector.sent()).not.toContain(secret);
	});

	it('does not grow with the tests of a program', async () => {
		await grade(`00-${other}-${clientSpan}-01`, 'python', `print("${secrets.output}")`, 500);
		const spans = await spansOf(other, 'grade program');
		const names = ['POST /v1/grade', 'grade program', 'launch', 'submit grade', 'test', 'test', 'test', 'tests', 'wait in the queue'];
		expect(spans.map(({ name }) => name).toSorted()).toEqual(names);
	});

	it('is not kept where the client says that it need not be', async () => {
		await grade(`00-${traceId.replace('0a', 'ff')}-${clientSpan}-00`, 'python', '', 1);
		await grade(`00-${traceId.replace('0a', 'ee')}-${clientSpan}-01`, 'python', '', 1);
		await spansOf(traceId.replace('0a', 'ee'), 'grade program');
		expect(collector.spans.filter((span) => span.traceId.startsWith('ff'))).toEqual([]);
	});
});
