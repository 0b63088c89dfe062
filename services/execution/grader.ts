import type { Language } from '../../runners/languages/contract.ts';
import { languages as allLanguages } from '../../runners/languages/index.ts';
import { type Sandbox, SandboxFault, type Wall } from '../../runners/sandboxes/contract.ts';
import { SandboxPool } from '../../runners/sandboxes/pool.ts';
import { type GradeResult, suspicionOf, type TestResult, type Verdict } from '../contract/verdict.ts';
import type { DiskCache } from '../disk-cache.ts';
import { AssayError } from '../errors.ts';
import { wantedTests } from '../planning/lazy.ts';
import type { Plan } from '../planning/plan.ts';
import { knownScores } from '../scoring/reward.ts';
import { activeSpan, pastSpan, type Span } from '../spans.ts';
import { SoundInteractors } from './checkers/soundness.ts';
import { CompileCache } from './compile-cache.ts';
import type { GradeOptions, Grader, GraderStats, LanguageInfo, ProgramRun, RunResult, Submission } from './contract.ts';
import { Doubts } from './doubts.ts';
import { ForeseenCalls } from './foreseen.ts';
import { inSandbox } from './lease.ts';
import { Planner, requireLanguage } from './planner.ts';
import { findInstalled, Versions } from './probe.ts';
import { runProgram } from './program.ts';
import { runTests } from './run.ts';
import type { Engine, Session } from './session.ts';
import { Turnstile } from './turnstile.ts';
import { Usage } from './usage.ts';
import { unmeasured } from './verdict.ts';
import { WarmCompilers } from './warm-compilers.ts';

export interface GraderOptions {
	readonly wall: Wall;
	/** Programs judged at the same time. */
	readonly slots: number;
	/** Compiled programs kept in memory. */
	readonly compileCacheMb?: number;
	/** Tests of a program that have a span of their own where it is traced; default none. */
	readonly traceTests?: number;
	/** And on disk, beyond the life of this process. */
	readonly diskCache?: DiskCache | undefined;
	/** Called with every fault of ours, for the log. */
	readonly onFault?: (fault: unknown) => void;
}

/** A program whose sandbox fails is tried in another one, so many times in all. */
const attempts = 3;

/** Opens the sandboxes of the first slots at once; rejects with `SandboxFault` when none can be made. */
export async function createGrader(options: GraderOptions): Promise<Grader> {
	const { wall, slots } = options;
	const usage = new Usage();
	const faults = { sandbox: 0, diskCache: 0 };
	const tell = (part: keyof typeof faults) => (fault: unknown) => {
		faults[part]++;
		options.onFault?.(fault);
	};
	const onFault = tell('sandbox');
	const judges = new SandboxPool(wall, { slots, firstSlot: slots, onFault });
	const versions = new Versions(judges);
	const warm = new WarmCompilers((nth) => new SandboxPool(wall, { slots, firstSlot: (2 + nth) * slots, onFault }), onFault);
	const cache = new CompileCache({
		memoryBytes: (options.compileCacheMb ?? 256) << 20,
		disk: options.diskCache,
		toolchain: async (language) => `${wall.name} ${await versions.of(language)}`,
		onCompiled: (language, compileMs) => usage.add(language, { compilations: 1, compileMs }),
		onFault: tell('diskCache'),
	});
	const engine: Engine = {
		candidates: new SandboxPool(wall, { slots, onFault }),
		judges,
		compilers: { cache, warm },
		turnstile: new Turnstile(slots),
		foreseen: new ForeseenCalls(),
		interactors: new SoundInteractors(),
		language: requireLanguage,
	};
	const first = allLanguages.find(({ name }) => engine.candidates.has(name));
	const [installed] = await Promise.all([
		findInstalled(engine.judges, allLanguages, (name) => wall.kindFor(name)),
		first && engine.candidates.warm(first.name),
	]);
	const books = { usage, faults, onFault, traceTests: options.traceTests ?? 0 };
	return new SandboxGrader(engine, warm, slots, { installed, versions }, books);
}

/** What of the languages is there. */
interface Toolchains {
	readonly installed: ReadonlySet<string>;
	readonly versions: Versions;
}

/** What is kept for metrics and traces. */
interface Books {
	readonly traceTests: number;
	readonly usage: Usage;
	readonly faults: Readonly<Record<'sandbox' | 'diskCache', number>>;
	readonly onFault: (fault: unknown) => void;
}

class SandboxGrader implements Grader {
	readonly concurrency: number;
	readonly #engine: Engine;
	readonly #warm: WarmCompilers;
	readonly #books: Books;
	readonly #toolchains: Toolchains;
	readonly #planner: Planner;

	constructor(engine: Engine, warm: WarmCompilers, concurrency: number, toolchains: Toolchains, books: Books) {
		this.#engine = engine;
		this.#warm = warm;
		this.concurrency = concurrency;
		this.#toolchains = toolchains;
		this.#planner = new Planner((language) => toolchains.installed.has(language));
		this.#books = books;
	}

	async languages(): Promise<readonly LanguageInfo[]> {
		return this.#planner.languages();
	}

	async versions(): Promise<ReadonlyMap<string, string>> {
		const { installed, versions } = this.#toolchains;
		const asked = allLanguages
			.filter(({ name }) => installed.has(name))
			.map(async (language) => [language.name, await versions.of(language)] as const);
		return new Map((await Promise.all(asked)).flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])));
	}

	check(submission: Submission): readonly string[] {
		return this.#planner.check(submission);
	}

	async grade(submission: Submission, { signal, onTest }: GradeOptions = {}): Promise<GradeResult> {
		const { language, plan } = this.#planner.plan(submission);
		const { traceTests } = this.#books;
		const span = activeSpan();
		const settled = new Map<string, TestResult>();
		const settle = (result: TestResult) => {
			if (settled.has(result.id)) return;
			settled.set(result.id, result);
			if (settled.size <= traceTests) traceTest(span, result);
			onTest?.(result);
		};
		const wanted = wantedBy(submission, plan, settled);
		let compileOutput: string | undefined;
		let fault = 'internal_error: the test was not run';
		for (let attempt = 1; attempt <= attempts && wanted(plan.tests).length > 0; attempt++) {
			const failed = await this.#faultOf(signal, async () => {
				compileOutput = await this.#attempt({ submission, language, plan, wanted, settle, signal });
			});
			fault = failed ?? fault;
		}
		for (const test of wanted(plan.tests)) settle(unmeasured(test.id, 'no_verdict', fault));
		for (const test of plan.tests) settle(unmeasured(test.id, 'skipped', 'not_needed: the reward was settled without it'));
		const result = summarise(submission, language, plan, settled, compileOutput);
		this.#books.usage.addTests(result);
		return result;
	}

	async run(program: ProgramRun, { signal }: Pick<GradeOptions, 'signal'> = {}): Promise<RunResult> {
		const language = this.#planner.require(program.language);
		let result: RunResult = { ok: false, fault: 'internal_error: the program was not run' };
		for (let attempt = 1; attempt <= attempts && !result.ok; attempt++) {
			const fault = await this.#faultOf(signal, async () => {
				result = await this.#inSlot(language, signal, async (sandbox, spoil) => {
					return await runProgram({ engine: this.#engine, sandbox, language, plan: program, signal }, program, spoil);
				});
			});
			if (fault !== undefined) result = { ok: false, fault };
		}
		return result;
	}

	stats(): GraderStats {
		const { candidates, judges, compilers } = this.#engine;
		const own = candidates.stats();
		const all = [own, judges.stats(), ...this.#warm.stats()];
		return {
			slots: own.slots,
			busySlots: own.busy,
			emptySlots: own.empty,
			waiting: own.waiting,
			sandboxesCreated: all.reduce((sum, { created }) => sum + created, 0),
			sandboxesDiscarded: all.reduce((sum, { discarded }) => sum + discarded, 0),
			compileCacheHits: compilers.cache.hits,
			compileCacheMisses: compilers.cache.misses,
			sandboxFaults: this.#books.faults.sandbox,
			diskCacheFaults: this.#books.faults.diskCache,
			usage: this.#books.usage.languages,
		};
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await Promise.all([this.#engine.candidates, this.#engine.judges, this.#warm].map((own) => own[Symbol.asyncDispose]()));
	}

	/** One lease's worth: what is not settled at its end was our own fault. The compiler's words, when it refused. */
	async #attempt({ submission, language, plan, wanted, settle, signal }: Attempt): Promise<string | undefined> {
		const files = Object.entries(submission.files ?? {}).map(([name, content]) => ({ name, content }));
		return await this.#inSlot(language, signal, async (sandbox, spoil) => {
			const session = {
				engine: this.#engine,
				sandbox,
				language,
				code: submission.code,
				files,
				plan,
				signal,
				wanted,
				lazy: submission.evaluation !== undefined,
				doubts: new Doubts(plan.limits.cpuMs),
				settle: (result: TestResult) => {
					if (discardAfter.has(result.verdict)) spoil();
					settle(result);
				},
			};
			return await runTests(session, plan.tests);
		});
	}

	/** Work in a slot, whose time is kept. */
	async #inSlot<T>({ name }: Language, signal: AbortSignal | undefined, work: SlotWork<T>): Promise<T> {
		return await inSandbox(this.#engine.candidates, { language: name, signal }, async (sandbox, spoil) => {
			const startedMs = performance.now();
			try {
				return await work(sandbox, spoil);
			} finally {
				this.#books.usage.add(name, { slotMs: performance.now() - startedMs });
			}
		});
	}

	/** The words of a fault of ours, which the work failed by; undefined when it did not. What is wrong with the request is thrown. */
	async #faultOf(signal: AbortSignal | undefined, work: () => Promise<void>): Promise<string | undefined> {
		try {
			await work();
			return undefined;
		} catch (error) {
			signal?.throwIfAborted();
			if (error instanceof AssayError) throw error;
			this.#books.onFault(error);
			return error instanceof SandboxFault ? `sandbox_fault: ${error.message}` : 'internal_error: judging the program failed';
		}
	}
}

type SlotWork<T> = (sandbox: Sandbox, spoil: () => void) => Promise<T>;
type Attempt = Pick<Session, 'language' | 'plan' | 'wanted' | 'settle' | 'signal'> & { readonly submission: Submission };

/** The tests that are still to be run: all that are not settled, or of those the ones that an evaluation needs. */
function wantedBy({ evaluation }: Submission, plan: Plan, settled: ReadonlyMap<string, TestResult>): Session['wanted'] {
	if (evaluation === undefined) return (tests) => tests.filter((test) => !settled.has(test.id));
	const planned = new Set(plan.tests.map((test) => test.id));
	if (evaluation.suite.tests.some((id) => !planned.has(id))) throw new AssayError('levels_mismatch', 'the evaluation is of another suite');
	return (tests) => {
		const byId = new Map(tests.map((test) => [test.id, test]));
		return wantedTests(evaluation, knownScores(settled.values()))
			.filter((id) => !settled.has(id))
			.flatMap((id) => byId.get(id) ?? []);
	};
}

/** When it ended is when it is heard of. */
function traceTest(span: Span | undefined, { verdict, cpu_ms, wall_ms }: TestResult): void {
	if (span === undefined) return;
	const endMs = Date.now();
	pastSpan('test', span, { startMs: endMs - wall_ms, endMs }, { 'assay.verdict': verdict, 'assay.cpu_ms': cpu_ms });
}

/** After one of these a sandbox is not wiped but thrown away. */
const discardAfter: ReadonlySet<Verdict> = new Set(['time_limit', 'memory_limit', 'output_limit', 'no_verdict']);

function summarise(
	submission: Submission,
	language: Language,
	plan: Plan,
	settled: ReadonlyMap<string, TestResult>,
	compileOutput: string | undefined,
): GradeResult {
	const tests = plan.tests.map((test) => settled.get(test.id) ?? unmeasured(test.id, 'no_verdict', 'internal_error: the test was not run'));
	const first =
		tests.find(({ verdict }) => verdict !== 'accepted' && verdict !== 'skipped') ?? tests.find(({ verdict }) => verdict === 'skipped');
	return {
		problem_id: submission.problem.id,
		language: language.name,
		verdict: first === undefined && tests.length > 0 ? 'accepted' : (first?.verdict ?? 'no_verdict'),
		passed: tests.filter((test) => test.verdict === 'accepted').length,
		total: tests.length,
		...(compileOutput === undefined ? {} : { compile_output: compileOutput }),
		...(first?.reason === undefined ? {} : { reason: first.reason }),
		...suspicionOf(Object.fromEntries(tests.flatMap(({ suspicion = [] }) => suspicion).map((sign) => [sign, true]))),
		tests,
	};
}
