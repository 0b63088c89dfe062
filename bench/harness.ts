import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJsonLines } from '../services/cli/whole-file.ts';
import { runScript } from './script.ts';

/** What `harness.py` takes for the tests of a problem. */
export interface HarnessSuite {
	readonly entry_point?: string | undefined;
	/** Source with asserts, or what a program reads and has to print. */
	readonly tests: readonly (string | { readonly input: string; readonly output: string })[];
}

export interface HarnessSample {
	readonly id: string;
	readonly problem_id: string;
	readonly code: string;
}

export interface HarnessOptions {
	readonly workers: number;
	/** How a process says its results; see `harness.py`. */
	readonly way: 'manager' | 'pipe';
	readonly signal?: AbortSignal;
}

/** Seconds for all samples, and which of its tests each of them passes. */
export interface HarnessResult {
	readonly seconds: number;
	readonly passed: ReadonlyMap<string, readonly boolean[]>;
}

/** A plain harness with a process per sample and no isolation, in the way of the published evaluation of HumanEval. */
export async function throughHarness(
	suites: Readonly<Record<string, HarnessSuite>>,
	samples: readonly HarnessSample[],
	{ workers, way, signal }: HarnessOptions,
): Promise<HarnessResult> {
	const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
	try {
		const files = { suites: join(folder, 'suites.json'), samples: join(folder, 'samples.jsonl') };
		writeFileSync(files.suites, JSON.stringify(suites));
		writeFileSync(files.samples, toJsonLines(samples));
		const args = [join(import.meta.dirname, 'harness.py'), files.suites, files.samples, String(workers), way];
		const said = await runScript('/usr/bin/python3', args, signal);
		const { seconds, passed } = said as { seconds: number; passed: Record<string, boolean[]> };
		return { seconds, passed: new Map(Object.entries(passed)) };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
