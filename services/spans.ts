import {
	type Attributes,
	type Context,
	context,
	propagation,
	ROOT_CONTEXT,
	type Span,
	SpanKind,
	SpanStatusCode,
	trace,
} from '@opentelemetry/api';

/**
 * Spans of traces, by the interface of OpenTelemetry and nothing else: as long as `telemetry/tracing.ts` has not
 * been started there are none, and these do nothing but their work. Attributes are names, counts and verdicts; never
 * the text of a program, a test or an output.
 */

/** Where something belongs in a trace, as the headers of W3C say it, for another process or for later. */
export type TraceHeaders = Readonly<Record<string, string>>;

export type { Span } from '@opentelemetry/api';

export interface SpanOptions {
	readonly kind?: SpanKind;
	readonly attributes?: Attributes;
	/** Default: what this is called from. */
	readonly parent?: Context;
}

const tracer = () => trace.getTracer('assay');

/** Does the work in a span of its own; what it is called from is the span's parent. */
export async function inSpan<T>(
	name: string,
	{ parent = context.active(), ...options }: SpanOptions,
	work: (span: Span) => Promise<T>,
): Promise<T> {
	return await tracer().startActiveSpan(name, options, parent, async (span) => {
		try {
			return await work(span);
		} catch (error) {
			span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
			throw error;
		} finally {
			span.end();
		}
	});
}

/** A span of something that is over, below another one. */
export function pastSpan(
	name: string,
	parent: Span,
	time: { readonly startMs: number; readonly endMs: number },
	attributes: Attributes = {},
): void {
	if (!parent.isRecording()) return;
	tracer().startSpan(name, { attributes, startTime: time.startMs }, trace.setSpan(ROOT_CONTEXT, parent)).end(time.endMs);
}

/** What this is called from; undefined where nothing is traced. */
export const activeSpan = (): Span | undefined => trace.getActiveSpan();

/** Starts a span that somebody else ends. */
export function startSpan(name: string, { parent, ...options }: SpanOptions): Span {
	return tracer().startSpan(name, options, parent);
}

/** Undefined where nothing is traced. */
export function traceHeaders(): TraceHeaders | undefined {
	if (activeSpan() === undefined) return undefined;
	const headers: Record<string, string> = {};
	propagation.inject(context.active(), headers);
	return headers;
}

/** What `traceHeaders` said elsewhere, or a client in its request. */
export function contextOf(headers: object | undefined): Context {
	return headers === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, headers);
}

/** An error's words may have been a program's. */
function nameOf(error: unknown): string {
	if (!(error instanceof Error)) return 'Error';
	return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Who has been asked, who asks for work, who does it. */
export const [serverSpan, producerSpan, consumerSpan] = [SpanKind.SERVER, SpanKind.PRODUCER, SpanKind.CONSUMER];
