import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { detect } from '../../../testcases/formats/detect.ts';
import type { Problem } from '../../../testcases/schema.ts';
import { AssayError } from '../../errors.ts';
import type { ReportBadLine } from '../batch/report.ts';
import { readable } from '../readable.ts';

/** Where the files of a benchmark lie in a folder of data sets, as they are published. Each name is that of its format. */
const published = {
	humaneval: /^HumanEval\.jsonl(?:\.gz)?$/,
	mbpp: /^mbpp\.jsonl$/,
	livecodebench: /^test\d*\.jsonl$/,
} as const;

export type Benchmark = keyof typeof published;
export const benchmarks = Object.keys(published) as readonly Benchmark[];

/** The files that are named, or those in the folder of the benchmark. Throws `invalid_request` when there are none. */
export async function filesOf(benchmark: Benchmark, named: readonly string[], data: string | undefined): Promise<readonly string[]> {
	if (named.length > 0) return named;
	const hint = 'Name them with --problems, or the folder of data sets with ASSAY_DATA.';
	if (data === undefined) throw new AssayError('invalid_request', `where the problems of ${benchmark} are is not known`, { hint });
	const folder = join(data, benchmark);
	const names = await readable(folder, readdir(folder));
	const files = names.filter((name) => published[benchmark].test(name)).sort();
	if (files.length === 0) throw new AssayError('invalid_request', `${folder}: holds no file ${published[benchmark].source}`, { hint });
	return files.map((name) => join(folder, name));
}

/** The problems of a benchmark, as published or imported already. Records that cannot be used are reported and left out. */
export async function problemsOf(benchmark: Benchmark, files: readonly string[], report: ReportBadLine): Promise<Map<string, Problem>> {
	const problems = new Map<string, Problem>();
	for (const file of files) {
		const detection = await readable(file, detect(file));
		const name = 'format' in detection ? detection.format.name : detection.error;
		if (!('format' in detection) || (name !== benchmark && name !== 'native'))
			throw new AssayError('invalid_request', `${file}: not problems of ${benchmark} (${name})`);
		for await (const row of detection.format.read(file)) {
			if ('error' in row) report(file, row.line, row.error);
			else if (!problems.has(row.problem.id)) problems.set(row.problem.id, row.problem);
		}
	}
	return problems;
}
