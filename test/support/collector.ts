import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const Attributes = z
	.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
	.default([])
	.transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]])));

const Spans = z.object({
	resourceSpans: z.array(
		z.object({
			resource: z.object({ attributes: Attributes }),
			scopeSpans: z.array(
				z.object({
					spans: z.array(
						z.object({
							traceId: z.string(),
							spanId: z.string(),
							parentSpanId: z.string().optional(),
							name: z.string(),
							startTimeUnixNano: z.coerce.bigint(),
							endTimeUnixNano: z.coerce.bigint(),
							attributes: Attributes,
						}),
					),
				}),
			),
		}),
	),
});

export interface CollectedSpan {
	readonly traceId: string;
	readonly spanId: string;
	readonly parentSpanId?: string | undefined;
	readonly name: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly durationMs: number;
	/** Of the process that made it. */
	readonly role: unknown;
}

/** Takes traces as a collector of OpenTelemetry does (OTLP over HTTP, as JSON), and keeps them. */
export interface TestCollector extends AsyncDisposable {
	readonly url: string;
	readonly spans: CollectedSpan[];
	/** Everything that was sent, as it was. */
	readonly sent: () => string;
}

export async function startCollector(): Promise<TestCollector> {
	const spans: CollectedSpan[] = [];
	let sent = '';
	const server = createServer(async (request, response) => {
		const body = await json(request);
		sent += JSON.stringify(body);
		for (const { resource, scopeSpans } of Spans.parse(body).resourceSpans) {
			for (const { startTimeUnixNano: start, endTimeUnixNano: end, ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
				spans.push({ ...span, durationMs: Number(end - start) / 1e6, role: resource.attributes['assay.role'] });
			}
		}
		response.setHeader('content-type', 'application/json').end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		...{ url: `http://127.0.0.1:${address.port}`, spans, sent: () => sent },
		[Symbol.asyncDispose]: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
