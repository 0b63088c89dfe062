import type { Language, LaunchMode, RunBudget, SourceFile } from '../../runners/languages/contract.ts';
import type { RunCase, RunLimits, RunOutcome, RunSpec, Sandbox } from '../../runners/sandboxes/contract.ts';
import type { SandboxPool } from '../../runners/sandboxes/pool.ts';
import type { TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { Plan, PlannedTest } from '../planning/plan.ts';
import { inSpan } from '../spans.ts';
import type { SoundInteractors } from './checkers/soundness.ts';
import { type Doubts, overrun } from './doubts.ts';
import type { ForeseenCalls } from './foreseen.ts';
import { type Compilers, envOf, layOut, type Prepared, prepare, type Refusal, toFiles } from './prepare.ts';
import type { Turnstile } from './turnstile.ts';

/** What all sessions share. */
export interface Engine {
	readonly candidates: SandboxPool;
	/** Sandboxes for checkers, interactors and test code: no candidate ever runs in one. */
	readonly judges: SandboxPool;
	readonly compilers: Compilers;
	readonly turnstile: Turnstile;
	readonly foreseen: ForeseenCalls;
	readonly interactors: SoundInteractors;
	language(name: string): Language;
}

/** One program in one sandbox, on its way through its tests. */
export interface Session {
	readonly engine: Engine;
	readonly sandbox: Sandbox;
	readonly language: Language;
	readonly code: string;
	/** What it is compiled with. */
	readonly files: readonly SourceFile[];
	readonly plan: Plan;
	readonly signal: AbortSignal | undefined;
	/** Of these tests, those that are to be run next, in their order; changes as results settle. None: no more is needed, or known results are awaited. */
	readonly wanted: <Test extends PlannedTest>(tests: readonly Test[]) => readonly Test[];
	/** Whether a result may make other tests unnecessary, so that they should not be run ahead. */
	readonly lazy: boolean;
	readonly doubts: Doubts;
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
const launchLimits = { cpuMs: 30_000, wallMs: 60_000 } as const;

/** A sandbox for a program, and its limits. */
export type Place = Pick<Session, 'engine' | 'sandbox' | 'language' | 'signal'> & { readonly plan: Pick<Plan, 'limits'> };

export function runLimits({ plan, language }: Pick<Place, 'plan' | 'language'>): RunLimits {
	return {
		cpuMs: Math.ceil(plan.limits.cpuMs * overrun),
		wallMs: plan.limits.wallMs,
		memoryKb: (plan.limits.memoryMb + language.runtimeMemoryMb) * 1024,
		stdoutBytes: plan.limits.outputBytes,
		stderrBytes,
		processes: language.maxProcesses,
	};
}

/** What a candidate's program is loaded for. */
export type ProgramMode = Exclude<LaunchMode, 'judge'>;
/** A program that is ready to be run: by its command, or without one as a fork of the launcher that has it. */
export type Loaded = Pick<Prepared, 'env'> & Partial<Prepared>;
type Loading = { readonly ok: true; readonly program: Loaded } | Refusal;

interface LoadOptions {
	/** More texts of the program. A launcher takes one alone. */
	readonly files?: readonly SourceFile[];
	/** Not in a launcher, however well it would fit. */
	readonly ownProcess?: boolean;
	readonly compileMs?: number | undefined;
}

/** Lays the program out in a sandbox, and in a launcher of its language when one takes it. */
export async function load(place: Place, code: string, mode: ProgramMode, options: LoadOptions = {}): Promise<Loading> {
	const attributes = { 'assay.language': place.language.name, 'assay.mode': mode };
	return await inSpan('launch', { attributes }, async () => await loadProgram(place, code, mode, options));
}

async function loadProgram(place: Place, code: string, mode: ProgramMode, options: LoadOptions): Promise<Loading> {
	const { engine, sandbox, language, plan, signal } = place;
	const { files = [], ownProcess = files.length > 0, compileMs } = options;
	const layout = language.layout(code);
	const source = {
		...layout,
		files: [...layout.files, ...files.filter(({ name }) => name !== layout.main && !name.startsWith(`${layout.main}/`))],
	};
	const command = ownProcess ? undefined : language.launcher?.command(mode, code, plan.limits);
	if (command === undefined) {
		const prepared = await prepare(sandbox, language, source, plan.limits.memoryMb, engine.compilers, { compileMs, signal });
		return prepared.ok && mode !== 'stdio' ? alone(prepared.program, language, mode, plan.limits) : prepared;
	}
	const env = envOf(language);
	const [, launched] = await Promise.all([
		layOut(sandbox, toFiles(source)),
		sandbox.launch({
			command,
			env,
			program: Buffer.from(code),
			channel: mode !== 'stdio',
			limits: { ...runLimits(place), ...launchLimits },
		}),
	]);
	return launched.ok ? { ok: true, program: { env } } : launched;
}

/** Whether functions of its programs can be called from outside. */
export const isCallable = ({ launcher }: Language): boolean => launcher !== undefined;

function alone(program: Prepared, { name, launcher }: Language, mode: 'call' | 'serve', budget: RunBudget): Loading {
	if (launcher?.alone === undefined) throw new AssayError('internal_error', `${name} cannot serve functions without its launcher`);
	return { ok: true, program: { ...program, command: launcher.alone(mode, budget) } };
}

export function runSpec(place: Place, { command, env }: Loaded, input: RunCase = {}): RunSpec {
	return { ...(command === undefined ? {} : { command }), env, limits: runLimits(place), ...input };
}

/** A run beside others, and what is believed instead when there are doubts about it. */
export async function runBelievably(
	{ engine: { turnstile }, doubts }: Pick<Session, 'engine' | 'doubts'>,
	once: () => Promise<RunOutcome>,
): Promise<RunOutcome> {
	return await doubts.settleRun(await turnstile.shared(once), (beside) => turnstile[beside](once));
}
