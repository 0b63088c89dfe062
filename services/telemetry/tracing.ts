import { context, propagation, trace } from '@opentelemetry/api';
import type { Config } from '../config.ts';

/** How long spans are kept before they are sent. */
const sendEveryMs = 1_000;
const sendTimeoutMs = 5_000;
/** Spans that wait to be sent; what comes beyond is dropped. */
const mostSpans = 8_192;

/**
 * Sends traces to the collector that the settings name, until it is disposed; without one it does nothing, and none of
 * OpenTelemetry's SDK is loaded. What the collector does not take is dropped.
 */
export async function startTracing(
	{ otlpEndpoint, traceRatio, role }: Pick<Config, 'otlpEndpoint' | 'traceRatio' | 'role'>,
	version: string,
): Promise<AsyncDisposable> {
	if (otlpEndpoint === undefined) return { [Symbol.asyncDispose]: async () => undefined };
	const [
		{ BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider },
		{ OTLPTraceExporter },
		hooks,
		core,
		resources,
	] = await Promise.all([
		import('@opentelemetry/sdk-trace'),
		import('@opentelemetry/exporter-trace-otlp-http'),
		import('@opentelemetry/context-async-hooks'),
		import('@opentelemetry/core'),
		import('@opentelemetry/resources'),
	]);
	const exporter = new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: sendTimeoutMs });
	const provider = new TracerProvider({
		resource: resources.resourceFromAttributes({ 'service.name': 'assay', 'service.version': version, 'assay.role': role }),
		// Who begins a trace decides whether it is kept: the client, or else the ratio.
		sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traceRatio) }),
		spanProcessors: [
			new BatchSpanProcessor({
				...{ exporter, maxQueueSize: mostSpans, scheduledDelayMillis: sendEveryMs, exportTimeoutMillis: sendTimeoutMs },
			}),
		],
	});
	context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
	propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
	trace.setGlobalTracerProvider(provider);
	return {
		[Symbol.asyncDispose]: async () => {
			await provider.shutdown().catch(() => undefined); // what the collector does not take is dropped
			for (const part of [trace, propagation, context]) part.disable();
		},
	};
}
