import { z } from 'zod';
import { publishedLimits } from './humaneval.ts';
import { entryPointOf } from './mbpp-entry.ts';
import { recordFormat } from './record-format.ts';

const Tests = z.array(z.string()).min(1);

/** A carriage return before a line feed is an accident of the file, and some parsers mind it. */
function unixLines(text: string): string {
	return text.replaceAll('\r\n', '\n');
}

/**
 * MBPP as published, its sanitized variant (`prompt`, `test_imports`) and
 * SandboxFusion's rows of it (`content`, `labels`). Each assert is one test, with
 * the set-up code in front of it. `challenge_test_list` is not used, as in the
 * published evaluation.
 */
export const mbpp = recordFormat({
	name: 'mbpp',
	describe: 'MBPP (google-research), full or sanitized: task_id, code, test_list, test_setup_code | test_imports',
	record: z.object({
		task_id: z.union([z.number().int(), z.string()]).optional(),
		id: z.union([z.number().int(), z.string()]).optional(),
		code: z.string().optional(),
		canonical_solution: z.string().optional(),
		test_list: Tests,
		test_setup_code: z.string().nullish(),
		test_imports: z.array(z.string()).nullish(),
		labels: z.object({ test_setup_code: z.string().nullish() }).optional().catch(undefined),
	}),
	matches: (record) => Array.isArray(record.test_list),
	toProblem: (record, line) => {
		const code = unixLines(record.code ?? record.canonical_solution ?? '');
		const asserts = record.test_list.map((text) => unixLines(text).trim());
		const setUp = unixLines(
			[...(record.test_imports ?? []), record.test_setup_code ?? record.labels?.test_setup_code ?? ''].join('\n'),
		).trim();
		const entryPoint = entryPointOf(asserts, code);
		return {
			id: `MBPP/${record.task_id ?? record.id ?? line}`,
			title: entryPoint ?? null,
			limits: publishedLimits,
			tests: asserts.map((assert, index) => ({
				id: `assert-${index + 1}`,
				kind: 'code' as const,
				code: setUp === '' ? assert : `${setUp}\n${assert}`,
				...(entryPoint === undefined ? {} : { entry_point: entryPoint }),
			})),
			...(code === '' ? {} : { golden: { language: 'python', code } }),
		};
	},
});
