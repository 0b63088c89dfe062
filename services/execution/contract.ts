import type { RunStatus } from '../../runners/sandboxes/contract.ts';
import type { Problem } from '../../testcases/schema.ts';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import type { Evaluation } from '../planning/lazy.ts';
import type { PlannedLimits } from '../planning/plan.ts';
import type { LanguageUsage } from './usage.ts';

/** One program to judge: the source text is final (extraction and prefix are done). */
export interface Submission {
	readonly problem: Problem;
	readonly language: string;
	readonly code: string;
	/** Texts that the program is compiled with, by name: a grader that has the main function, its headers. */
	readonly files?: Readonly<Record<string, string>>;
	/** What for: only the tests that this needs are run, the others are `skipped`. Absent: all tests are run. */
	readonly evaluation?: Evaluation;
}

export interface GradeOptions {
	/** Aborting stops the run at once and frees its sandbox; `grade` then rejects with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Called as each test settles, in the order in which they settle. */
	readonly onTest?: (result: TestResult) => void;
}

/** A program to be run once, as it is; plain data, as jobs are. */
export interface ProgramRun {
	readonly language: string;
	readonly code: string;
	/** Lie beside the program, and in its working directory. */
	readonly files?: readonly ProgramFile[];
	readonly args?: readonly string[];
	readonly stdin?: string;
	readonly limits: PlannedLimits;
	/** What the compiler may take, if that is less than it may anyway. */
	readonly compileMs?: number;
	/** Files of its working directory that are wanted when it has ended. */
	readonly fetch?: readonly string[];
}

export interface ProgramFile {
	/** Relative, without `..`. */
	readonly name: string;
	readonly base64: string;
}

/** How compiling or running ended, and what came out. */
export interface RunStage {
	readonly status: Exclude<RunStatus, 'killed'>;
	/** When `exited`, else 0. */
	readonly exitCode: number;
	/** When `signaled`, else 0. */
	readonly signal: number;
	readonly cpuMs: number;
	readonly wallMs: number;
	readonly memoryKb: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** What a program did; `compile` where its language is compiled, `run` where that went well. Or our own fault. */
export type RunResult =
	| { readonly ok: true; readonly compile?: RunStage; readonly run?: RunStage; readonly files: readonly ProgramFile[] }
	| { readonly ok: false; readonly fault: string };

/** What can be asked of those who judge, without anything being judged. */
export interface GraderInfo {
	/** How many programs they can judge at the same time. */
	readonly concurrency: number;
	/** The languages that are known, and whether they are usable. */
	languages(): Promise<readonly LanguageInfo[]>;
	/** The versions of those that are, by name, as the toolchains print them; each is asked once. */
	versions(): Promise<ReadonlyMap<string, string>>;
	/** The ids of the tests that it will be judged on, in order. Throws `AssayError` when it cannot be planned (unknown language, unusable suite...). */
	check(submission: Submission): readonly string[];
}

/**
 * Judges programs in sandboxes. A bad program is a result; a bad request throws
 * an `AssayError` with a code of the catalogue; a fault of ours is a result with
 * verdict `no_verdict` and its reason.
 */
export interface Grader extends GraderInfo, AsyncDisposable {
	grade(submission: Submission, options?: GradeOptions): Promise<GradeResult>;
	/** Runs a program once and says what it did, with nothing to judge it by. */
	run(program: ProgramRun, options?: Pick<GradeOptions, 'signal'>): Promise<RunResult>;
	/** A snapshot for metrics and `doctor`. */
	stats(): GraderStats;
}

export interface LanguageInfo {
	readonly name: string;
	readonly aliases: readonly string[];
	readonly title: string;
	/** Whether its toolchain is there. */
	readonly installed: boolean;
	/** Its texts are final answers and no programs. */
	readonly answers: boolean;
}

export interface GraderStats {
	readonly slots: number;
	readonly busySlots: number;
	/** Free slots without a sandbox: the next program waits until one is made. */
	readonly emptySlots: number;
	readonly waiting: number;
	readonly sandboxesCreated: number;
	readonly sandboxesDiscarded: number;
	readonly compileCacheHits: number;
	readonly compileCacheMisses: number;
	/** Sandboxes that failed, or could not be made. */
	readonly sandboxFaults: number;
	/** Times that the cache on disk failed. */
	readonly diskCacheFaults: number;
	readonly usage: ReadonlyMap<string, LanguageUsage>;
}
