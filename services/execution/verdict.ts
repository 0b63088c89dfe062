import type { Language } from '../../runners/languages/contract.ts';
import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import { type Suspicion, suspicionOf, type TestResult, type Verdict } from '../contract/verdict.ts';
import { assertNever } from '../errors.ts';

const signalNames: Readonly<Record<number, string>> = {
	4: 'SIGILL',
	6: 'SIGABRT',
	7: 'SIGBUS',
	8: 'SIGFPE',
	9: 'SIGKILL',
	11: 'SIGSEGV',
	13: 'SIGPIPE',
	15: 'SIGTERM',
	24: 'SIGXCPU',
	25: 'SIGXFSZ',
	31: 'SIGSYS',
};
const shownStderrBytes = 2048;

/** What went wrong with a run, or undefined when it ended by itself with exit code 0. */
export function failureOf(outcome: RunOutcome, language: Language): { verdict: Verdict; reason: string } | undefined {
	switch (outcome.status) {
		case 'exited':
			if (outcome.exitCode === 0) return undefined;
			if (language.memoryExitCodes?.includes(outcome.exitCode))
				return { verdict: 'memory_limit', reason: `exit_code: ${outcome.exitCode}, the runtime ran out of memory` };
			return { verdict: 'runtime_error', reason: `exit_code: ${outcome.exitCode}` };
		case 'signaled':
			return { verdict: 'runtime_error', reason: `signal: ${signalNames[outcome.signal] ?? outcome.signal}` };
		case 'cpu_limit':
			return { verdict: 'time_limit', reason: 'cpu_limit: the CPU time was used up' };
		case 'wall_limit':
			return { verdict: 'time_limit', reason: 'wall_limit: it waited for too long' };
		case 'memory_limit':
			return { verdict: 'memory_limit', reason: 'memory_limit: it used more memory than it may' };
		case 'output_limit':
			return { verdict: 'output_limit', reason: 'output_limit: it wrote more than it may' };
		case 'killed':
			return { verdict: 'no_verdict', reason: 'killed: the run was stopped from outside' };
		default:
			return assertNever(outcome.status);
	}
}

type Measured = Pick<TestResult, 'cpu_ms' | 'wall_ms' | 'memory_kb' | 'exit_code' | 'signal' | 'stderr' | 'suspicion' | 'refused_call'>;
/** Signs of cheating that are seen by who judges the run. */
export type Signs = { readonly [S in Exclude<Suspicion, 'refused_call' | 'stray_write'>]?: boolean };

/** The part of a test's result that is measured. */
export function measured(outcome: RunOutcome, signs: Signs = {}): Measured {
	const stderr = outcome.stderr.subarray(0, shownStderrBytes).toString();
	return {
		cpu_ms: round(outcome.cpuMs),
		wall_ms: round(outcome.wallMs),
		memory_kb: outcome.memoryKb,
		...(outcome.status === 'exited' ? { exit_code: outcome.exitCode } : {}),
		...(outcome.status === 'signaled' ? { signal: outcome.signal } : {}),
		...(stderr === '' ? {} : { stderr }),
		...suspicionOf({ ...signs, refused_call: outcome.refusedCall !== '', stray_write: outcome.strayWrite }),
		...(outcome.refusedCall === '' ? {} : { refused_call: outcome.refusedCall }),
	};
}

/** It ended as if all were well. */
export const endedWell = ({ status, exitCode }: RunOutcome): boolean => status === 'exited' && exitCode === 0;

/** A result for a test that was not run. */
export function unmeasured(id: string, verdict: Verdict, reason: string): TestResult {
	return { id, verdict, cpu_ms: 0, wall_ms: 0, memory_kb: 0, reason };
}

function round(ms: number): number {
	return Math.round(ms * 100) / 100;
}
