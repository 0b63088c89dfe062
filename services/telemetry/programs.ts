import { Counter, Histogram, type Registry } from 'prom-client';
import type { GradeResult } from '../contract/verdict.ts';
import type { RunResult } from '../execution/contract.ts';
import { causeOf, noVerdictCauses } from './causes.ts';

/** Counts programs where they are asked for. */
export interface ProgramMetrics {
	/** How long a program waited in the queue. */
	recordWait(language: string, seconds: number): void;
	recordGrade(result: GradeResult, seconds: number): void;
	/** A program that was only run. */
	recordRun(result: RunResult, language: string, seconds: number): void;
}

export const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function programMetrics(registers: Registry[]): ProgramMetrics {
	const histogram = <L extends string>(name: string, help: string, labelNames: L[]) =>
		new Histogram({ name, help, labelNames, buckets: secondsBuckets, registers });
	const waits = histogram('assay_queue_wait_seconds', 'Time for which a program waited in the queue.', ['language']);
	const programs = histogram('assay_grade_duration_seconds', 'Time to judge a program, waiting in the queue included.', [
		'language',
		'verdict',
	]);
	const runs = histogram('assay_run_duration_seconds', 'Time to run a program that is not judged, waiting in the queue included.', [
		'language',
		'status',
	]);
	const tests = new Counter({ name: 'assay_tests_total', help: 'Tests by verdict.', labelNames: ['verdict'], registers });
	const help = 'Programs that a fault of ours left without a verdict or run, by its cause.';
	const unjudged = new Counter({ name: 'assay_no_verdicts_total', help, labelNames: ['cause'], registers });
	for (const cause of noVerdictCauses) unjudged.inc({ cause }, 0); // what begins with 1 has not increased, for who asks for that
	return {
		recordWait: (language, seconds) => waits.observe({ language }, seconds),
		recordGrade: (result, seconds) => {
			programs.observe({ language: result.language, verdict: result.verdict }, seconds);
			for (const test of result.tests) tests.inc({ verdict: test.verdict });
			const fault = result.tests.find(({ verdict }) => verdict === 'no_verdict');
			if (fault !== undefined) unjudged.inc({ cause: causeOf(fault.reason) });
		},
		recordRun: (result, language, seconds) => {
			const status = result.ok ? ((result.run ?? result.compile)?.status ?? 'exited') : 'fault';
			runs.observe({ language, status }, seconds);
			if (!result.ok) unjudged.inc({ cause: causeOf(result.fault) });
		},
	};
}
