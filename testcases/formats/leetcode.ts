import { z } from 'zod';
import { publishedLimits } from './humaneval.ts';
import { recordFormat } from './record-format.ts';
import { goldenOf } from './solutions.ts';

/**
 * LeetCodeDataset. `prompt` holds imports and helpers (`ListNode`, `list_node`) that
 * come before a program; `test` is a `check(candidate)`, split into its asserts when
 * a run is planned. `input_output` says the same again as text and is not used.
 */
export const leetcode = recordFormat({
	name: 'leetcode',
	describe: 'LeetCodeDataset (newfacade): task_id, prompt, entry_point, test, completion, starter_code',
	record: z.object({
		task_id: z.string(),
		prompt: z.string().nullish(),
		completion: z.string().nullish(),
		entry_point: z.string(),
		test: z.string().min(1),
	}),
	matches: (record) => ['task_id', 'starter_code', 'entry_point', 'test'].every((field) => field in record),
	toProblem: ({ task_id, prompt, completion, entry_point, test }) => ({
		id: `leetcode/${task_id}`,
		title: task_id,
		preamble: { language: 'python', code: prompt ?? '' },
		limits: publishedLimits,
		tests: [{ id: 'check', kind: 'code', code: test, entry_point }],
		...goldenOf(completion || undefined),
	}),
});
