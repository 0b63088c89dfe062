import { z } from 'zod';
import { recordFormat } from './record-format.ts';

/** The published evaluations of HumanEval and MBPP give a whole program 3 s. Here each assert has as much, so none that passes there is too slow here. */
export const publishedLimits = { cpu_ms: 3000 } as const;

/**
 * HumanEval as published. A completion continues `prompt`, so the prompt is the
 * prefix; the test text defines `check(candidate)`, which stays one test here and
 * is split into its asserts when a run is planned.
 */
export const humaneval = recordFormat({
	name: 'humaneval',
	describe: 'HumanEval (openai/human-eval): task_id, prompt, entry_point, canonical_solution, test',
	record: z.object({
		task_id: z.string(),
		prompt: z.string(),
		entry_point: z.string(),
		canonical_solution: z.string().nullish(),
		test: z.string(),
	}),
	matches: (record) =>
		['task_id', 'prompt', 'entry_point', 'test'].every((field) => field in record) &&
		!('language' in record) &&
		!('starter_code' in record),
	toProblem: ({ task_id, prompt, entry_point, canonical_solution, test }) => ({
		id: task_id,
		title: entry_point,
		prefix: prompt,
		limits: publishedLimits,
		tests: [{ id: 'check', kind: 'code', code: test, entry_point }],
		...(canonical_solution ? { golden: { language: 'python', code: prompt + canonical_solution } } : {}),
	}),
});
