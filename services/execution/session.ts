import type { Language, LaunchMode, RunBudget, Source } from '../../runners/languages/contract.ts';
import type { RunCase, RunLimits, RunOutcome, RunSpec, Sandbox } from '../../runners/sandboxes/contract.ts';
import type { SandboxPool } from '../../runners/sandboxes/pool.ts';
import type { TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { Plan, PlannedTest } from '../planning/plan.ts';
import type { CompileCache } from './compile-cache.ts';
import type { ForeseenCalls } from './foreseen.ts';
import { envOf, layOut, type Preparation, type Prepared, prepare, preparedProgram, toFiles } from './prepare.ts';
import type { Turnstile } from './turnstile.ts';

/** What all sessions share. */
export interface Engine {
	readonly candidates: SandboxPool;
	/** Sandboxes for checkers, interactors and test code: no candidate ever runs in one. */
	readonly judges: SandboxPool;
	readonly cache: CompileCache;
	readonly turnstile: Turnstile;
	readonly foreseen: ForeseenCalls;
	language(name: string): Language;
}

/** One program in one sandbox, on its way through its tests. */
export interface Session {
	readonly engine: Engine;
	readonly sandbox: Sandbox;
	readonly language: Language;
	readonly code: string;
	readonly plan: Plan;
	readonly signal: AbortSignal | undefined;
	/** Of these tests, those that are to be run next, in their order; changes as results settle. None: no more is needed, or known results are awaited. */
	readonly wanted: <Test extends PlannedTest>(tests: readonly Test[]) => readonly Test[];
	/** Whether a result may make other tests unnecessary, so that they should not be run ahead. */
	readonly lazy: boolean;
	readonly settle: (result: TestResult) => void;
}

/** Does the work for one test after the other, as long as it is wanted. */
export async function eachWanted<Test extends PlannedTest>(
	{ wanted }: Pick<Session, 'wanted'>,
	tests: readonly Test[],
	work: (test: Test) => Promise<void>,
): Promise<void> {
	let left = tests;
	for (let [test] = wanted(left); test !== undefined; [test] = wanted(left)) {
		const current = test;
		left = left.filter((other) => other !== current);
		await work(current);
	}
}

const stderrBytes = 64 * 1024;
/** A program may overrun its CPU time by this factor before it is killed, so that a verdict near the limit can be told apart and checked. */
const overrun = 1.1;
const nearLimit = 0.9;
/** Elapsed time by CPU time of a run that had company on its processor. */
const contended = 1.7;
const launchLimits = { cpuMs: 30_000, wallMs: 60_000 } as const;

export function runLimits({ plan, language }: Session): RunLimits {
	return {
		cpuMs: Math.ceil(plan.limits.cpuMs * overrun),
		wallMs: plan.limits.wallMs,
		memoryKb: (plan.limits.memoryMb + language.runtimeMemoryMb) * 1024,
		stdoutBytes: plan.limits.outputBytes,
		stderrBytes,
		processes: language.maxProcesses,
	};
}

/**
 * Is it so that a busy machine may have decided the verdict? It ended by itself, or because its test
 * was over, close to the limit; or it was stopped at the limit and had to wait for a processor
 * about as long as it ran, and what runs beside others takes more CPU time, too.
 */
export function isAmbiguous({ status, cpuMs, wallMs }: RunOutcome, limitMs: number): boolean {
	if (status === 'cpu_limit') return wallMs > cpuMs * contended;
	return (status === 'exited' || status === 'killed') && cpuMs > limitMs * nearLimit;
}

/** The outcome with the CPU limit as the suite has it: the agent's own is the overrun. */
export function holdToCpuLimit(outcome: RunOutcome, cpuMs: number): RunOutcome {
	return outcome.status === 'exited' && outcome.cpuMs > cpuMs ? { ...outcome, status: 'cpu_limit' } : outcome;
}

/** Lays the program out in the session's sandbox, and in the language's launcher when it has one. */
export async function load(session: Session, code: string, mode: LaunchMode): Promise<Preparation> {
	const { engine, sandbox, language, plan } = session;
	const source: Source = language.layout(code);
	if (language.launcher === undefined) {
		const prepared = await prepare(sandbox, language, source, plan.limits.memoryMb, engine.cache);
		return prepared.ok && mode !== 'stdio' ? served(prepared.program, language, mode, plan.limits) : prepared;
	}
	const [, launched] = await Promise.all([
		layOut(sandbox, toFiles(source)),
		sandbox.launch({
			command: language.launcher.command(mode, code),
			env: envOf(language),
			program: Buffer.from(code),
			limits: { ...runLimits(session), ...launchLimits },
		}),
	]);
	return launched.ok ? { ok: true, program: preparedProgram(language, source, plan.limits.memoryMb) } : launched;
}

/** Whether functions of its programs can be called from outside. */
export const isCallable = ({ launcher, server }: Language): boolean => launcher !== undefined || server !== undefined;

function served(program: Prepared, { name, server }: Language, mode: 'call' | 'serve' | 'judge', budget: RunBudget): Preparation {
	if (server === undefined) throw new AssayError('internal_error', `${name} cannot serve functions`);
	return { ok: true, program: { ...program, command: server.command(mode, budget) } };
}

/** The run of a loaded program: by the launcher where there is one, else by its command. */
export function runSpec(session: Session, program: Prepared, input: RunCase = {}): RunSpec {
	return {
		...(session.language.launcher === undefined ? { command: program.command } : {}),
		env: program.env,
		limits: runLimits(session),
		...input,
	};
}
