import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../services/contract/verdict.ts';
import type { Limits } from '../../testcases/schema.ts';

/** What every language must do with the program of that name in its folder. */
export interface LanguageCase {
	readonly program: string;
	readonly title: string;
	readonly input?: string;
	readonly output?: string;
	readonly limits?: Limits;
	readonly verdict: Verdict;
	/** What the reason of the test must begin with. */
	readonly reason?: string;
}

const megabytes5 = `${'0123456789abcde\n'.repeat(320 * 1024)}end\n`;

export const languageCases: readonly LanguageCase[] = [
	{ program: 'hello', title: 'prints a line', output: 'hello\n', verdict: 'accepted' },
	{ program: 'hello', title: 'gets wrong_answer for another line', output: 'goodbye\n', verdict: 'wrong_answer' },
	{
		program: 'echo',
		title: 'reads and writes five megabytes',
		input: megabytes5,
		output: megabytes5,
		limits: { output_kb: 8192 },
		verdict: 'accepted',
	},
	{ program: 'crash', title: 'gets runtime_error when it ends by an uncaught exception or an abort', verdict: 'runtime_error' },
	{ program: 'cpu-loop', title: 'gets time_limit for a busy loop', limits: { cpu_ms: 1000 }, verdict: 'time_limit', reason: 'cpu_limit' },
	{
		program: 'sleep',
		title: 'gets time_limit for sleeping',
		limits: { cpu_ms: 1000, wall_ms: 2000 },
		verdict: 'time_limit',
		reason: 'wall_limit',
	},
	{ program: 'memory', title: 'gets memory_limit for filling memory', limits: { memory_mb: 128, cpu_ms: 10_000 }, verdict: 'memory_limit' },
	{ program: 'flood', title: 'gets output_limit for printing for ever', limits: { output_kb: 64 }, verdict: 'output_limit' },
];

/** Sums numbers over several lines, the last of them with and without its line break. */
export const readingTests = [
	{ kind: 'stdio', input: '1 2\n3 4\n', output: '10\n' },
	{ kind: 'stdio', input: '1000000007\n5 6', output: '1000000018\n' },
] as const;

const folderOf = (language: string) => join(import.meta.dirname, 'programs', language);

/** The source text of a language's program for a case. */
export function programOf(language: string, name: string): string {
	const file = readdirSync(folderOf(language)).find((candidate) => candidate.replace(/\.\w+$/, '') === name);
	if (file === undefined) throw new Error(`test/conformance/programs/${language} has no program ${name}; every language needs one`);
	return readFileSync(join(folderOf(language), file), 'utf8');
}

/** The usual ways to read standard input in a language. */
export function readingPrograms(language: string): { readonly name: string; readonly code: string }[] {
	const folder = join(folderOf(language), 'reading');
	return readdirSync(folder).map((file) => ({ name: file.replace(/\.\w+$/, ''), code: readFileSync(join(folder, file), 'utf8') }));
}
