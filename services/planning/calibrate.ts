import { z } from 'zod';
import type { Problem } from '../../testcases/schema.ts';

export const CalibrationOptions = z.object({
	factor: z.number().positive().default(20).describe('The limit is so many times what the reference solution takes on its slowest test.'),
	at_least_ms: z.number().int().min(1).default(200).describe('No limit becomes smaller than that.'),
});
export type CalibrationOptions = z.infer<typeof CalibrationOptions>;

/**
 * A problem with the CPU time limit that follows from its reference solution, as in the
 * evaluation of EvalPlus (arXiv 2305.01210); a limit that the problem has is never raised.
 *
 * `goldenCpuMs`: what the reference solution took on each test that it passed.
 */
export function calibrate(problem: Problem, goldenCpuMs: readonly number[], { factor, at_least_ms }: CalibrationOptions): Problem {
	const wanted = Math.max(at_least_ms, Math.ceil(Math.max(...goldenCpuMs) * factor));
	const cpuMs = Math.min(wanted, problem.limits?.cpu_ms ?? wanted);
	return { ...problem, limits: { ...problem.limits, cpu_ms: cpuMs } };
}
