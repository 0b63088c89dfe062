import type { GradeResult } from '../contract/verdict.ts';

/** What the programs of one language have taken since the start. */
export interface LanguageUsage {
	/** Time for which they held a slot. */
	readonly slotMs: number;
	readonly compilations: number;
	readonly compileMs: number;
	/** Tests that were run, but for those without a verdict. */
	readonly tests: number;
	readonly testCpuMs: number;
	readonly testWallMs: number;
}

const none: LanguageUsage = { slotMs: 0, compilations: 0, compileMs: 0, tests: 0, testCpuMs: 0, testWallMs: 0 };

/** Adds up what programs take, by language. */
export class Usage {
	readonly #languages = new Map<string, LanguageUsage>();

	get languages(): ReadonlyMap<string, LanguageUsage> {
		return this.#languages;
	}

	add(language: string, more: Partial<LanguageUsage>): void {
		const sum = { ...(this.#languages.get(language) ?? none) };
		for (const name of usageNames) sum[name] += more[name] ?? 0;
		this.#languages.set(language, sum);
	}

	addTests({ language, tests }: GradeResult): void {
		const run = tests.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'no_verdict' && verdict !== 'compile_error');
		this.add(language, {
			tests: run.length,
			testCpuMs: run.reduce((sum, { cpu_ms }) => sum + cpu_ms, 0),
			testWallMs: run.reduce((sum, { wall_ms }) => sum + wall_ms, 0),
		});
	}
}

const usageNames = ['slotMs', 'compilations', 'compileMs', 'tests', 'testCpuMs', 'testWallMs'] as const satisfies (keyof LanguageUsage)[];
