import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalibrationOptions, calibrate } from '../../services/planning/calibrate.ts';
import { aProblem } from '../support/problems.ts';

const times = fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 1, maxLength: 20 });
const options = fc.record({ factor: fc.double({ min: 1, max: 100, noNaN: true }), at_least_ms: fc.integer({ min: 1, max: 1000 }) });
const limit = fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined });

test('A calibrated limit leaves the reference solution its factor, is never below the least, and is never raised', () => {
	fc.assert(
		fc.property(times, options, limit, (cpuMs, { factor, at_least_ms }, cpu_ms) => {
			const problem = aProblem({ limits: { ...(cpu_ms === undefined ? {} : { cpu_ms }), memory_mb: 77 } });
			const calibrated = calibrate(problem, cpuMs, CalibrationOptions.parse({ factor, at_least_ms }));
			const now = calibrated.limits?.cpu_ms ?? Number.NaN;
			const wanted = Math.max(at_least_ms, Math.max(...cpuMs) * factor);
			expect(now).toBeLessThanOrEqual(cpu_ms ?? Number.POSITIVE_INFINITY);
			if (now !== cpu_ms) expect(now).toBeGreaterThanOrEqual(wanted);
			expect(now).toBeLessThan(wanted + 1);
			expect({ ...calibrated, limits: undefined }).toEqual({ ...problem, limits: undefined });
			expect(calibrated.limits?.memory_mb).toBe(77);
		}),
	);
});
