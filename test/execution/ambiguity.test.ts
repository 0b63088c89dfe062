import { expect, test } from 'vitest';
import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import { isAmbiguous } from '../../services/execution/session.ts';

const nothing = Buffer.alloc(0);
const outcome = (status: RunOutcome['status'], cpuMs: number, wallMs: number): RunOutcome => ({
	...{ status, cpuMs, wallMs, exitCode: 0, signal: 0, starvedMs: 0, memoryKb: 0, refusedCall: '', strayWrite: false },
	...{ stdout: nothing, stderr: nothing, channel: nothing, stderrTruncated: false },
});

test.each([
	['ended well within the limit', outcome('exited', 500, 3000), false],
	['ended just under the limit', outcome('exited', 950, 960), true],
	['ended just over the limit', outcome('exited', 1050, 1060), true],
	['had its test over just under the limit', outcome('killed', 950, 960), true],
	['was stopped at the limit on a processor of its own', outcome('cpu_limit', 1100, 1150), false],
	['was stopped at the limit on a processor that it had to share', outcome('cpu_limit', 1100, 2300), true],
	['crashed', outcome('signaled', 950, 960), false],
	['ran out of memory', outcome('memory_limit', 950, 3000), false],
	['slept', outcome('wall_limit', 10, 4000), false],
])('A run that %s is repeated alone only where the machine may have decided', (_what, run, ambiguous) => {
	expect(isAmbiguous(run, 1000)).toBe(ambiguous);
});
