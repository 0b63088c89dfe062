import { inSpan, pastSpan, producerSpan, traceHeaders } from '../spans.ts';
import type { ProgramMetrics } from '../telemetry/programs.ts';
import { withSubmit } from './contract.ts';
import type { EngineQueue } from './engine.ts';

/** The queue, with every program that goes through it counted, whoever has submitted it. */
export function observed(queue: EngineQueue, metrics: ProgramMetrics, now = () => performance.now()): EngineQueue {
	return withSubmit(queue, async (work, options) => {
		const { language } = work.job;
		const startedMs = now();
		const attributes = { 'assay.language': language };
		const done = await inSpan(`submit ${work.kind}`, { kind: producerSpan, attributes }, async (span) => {
			const startMs = Date.now();
			const onWaited = (waitedMs: number) => {
				metrics.recordWait(language, waitedMs / 1000);
				pastSpan('wait in the queue', span, { startMs, endMs: startMs + waitedMs });
			};
			return await queue.submit(work, { ...options, onWaited, trace: traceHeaders() });
		});
		const seconds = (now() - startedMs) / 1000;
		if (done.kind === 'grade') metrics.recordGrade(done.result, seconds);
		else metrics.recordRun(done.result, language, seconds);
		return done;
	});
}
