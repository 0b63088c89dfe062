import type { Problem } from '../../testcases/schema.ts';
import type { GradeResult, TestResult } from '../contract/verdict.ts';
import type { Evaluation } from '../planning/lazy.ts';

/** One program to judge: the source text is final (extraction and prefix are done). */
export interface Submission {
	readonly problem: Problem;
	readonly language: string;
	readonly code: string;
	/** What for: only the tests that this needs are run, the others are `skipped`. Absent: all tests are run. */
	readonly evaluation?: Evaluation;
}

export interface GradeOptions {
	/** Aborting stops the run at once and frees its sandbox; `grade` then rejects with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Called as each test settles, in the order in which they settle. */
	readonly onTest?: (result: TestResult) => void;
}

/**
 * Judges programs in sandboxes. A bad program is a result; a bad request throws
 * an `AssayError` with a code of the catalogue; a fault of ours is a result with
 * verdict `no_verdict` and its reason.
 */
export interface Grader extends AsyncDisposable {
	/** How many programs it can judge at the same time. */
	readonly concurrency: number;
	/** The languages that it knows, and whether they are usable here. */
	languages(): Promise<readonly LanguageInfo[]>;
	/** The versions of those that are, by name, as the toolchains print them; each is asked once. */
	versions(): Promise<ReadonlyMap<string, string>>;
	/** The ids of the tests that it will be judged on, in order. Throws `AssayError` when it cannot be planned (unknown language, unusable suite...). */
	check(submission: Submission): readonly string[];
	grade(submission: Submission, options?: GradeOptions): Promise<GradeResult>;
	/** A snapshot for metrics and `doctor`. */
	stats(): GraderStats;
}

export interface LanguageInfo {
	readonly name: string;
	readonly aliases: readonly string[];
	readonly title: string;
	/** Whether its toolchain is there. */
	readonly installed: boolean;
}

export interface GraderStats {
	readonly slots: number;
	readonly busySlots: number;
	readonly waiting: number;
	readonly sandboxesCreated: number;
	readonly sandboxesDiscarded: number;
	readonly compileCacheHits: number;
	readonly compileCacheMisses: number;
}
