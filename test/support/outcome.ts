import type { RunOutcome } from '../../runners/sandboxes/contract.ts';

const nothing = Buffer.alloc(0);

/** A run that said nothing, after so much CPU time and as much or more elapsed time. */
export const outcomeOf = (status: RunOutcome['status'], cpuMs: number, wallMs = cpuMs): RunOutcome => ({
	...{ status, cpuMs, wallMs, exitCode: 0, signal: 0, starvedMs: 0, memoryKb: 0, refusedCall: '', strayWrite: false },
	...{ stdout: nothing, stderr: nothing, channel: nothing, stderrTruncated: false },
});
