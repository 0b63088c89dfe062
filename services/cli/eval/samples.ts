import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readRecords } from '../../../testcases/formats/records.ts';
import type { Problem } from '../../../testcases/schema.ts';
import { BatchSample } from '../../contract/batch.ts';
import { verdictOfLabel } from '../batch/expectations.ts';
import type { ReportBadLine } from '../batch/report.ts';
import type { NumberedSample } from '../batch/samples.ts';
import { readable } from '../readable.ts';

/** A sample, and whether the benchmark's own grader passed it, where the file says so. */
export interface EvaluatedSample extends NumberedSample {
	readonly official: boolean | undefined;
}

/** HumanEval's samples, and its results; EvalPlus has whole programs in `solution`. */
const TaskSample = z
	.object({
		task_id: z.union([z.string(), z.number()]),
		completion: z.string().optional(),
		solution: z.string().optional(),
		passed: z.boolean().nullish(),
	})
	.refine(
		({ completion, solution }) => (completion === undefined) !== (solution === undefined),
		'needs exactly one of `completion` and `solution`',
	);
/** What LiveCodeBench evaluates, and what its evaluation leaves. */
const QuestionSamples = z.object({
	question_id: z.union([z.string(), z.number()]),
	code_list: z.array(z.string()),
	graded_list: z.array(z.boolean()).nullish(),
});

interface Candidate {
	readonly problemId: string;
	readonly code?: string;
	readonly sample?: BatchSample;
	readonly official: boolean | undefined;
}

/** The samples of a file: in Assay's shape, HumanEval's, EvalPlus's or LiveCodeBench's. Records that cannot be used are reported and left out. */
export async function readEvaluated(
	file: string,
	problems: ReadonlyMap<string, Problem>,
	report: ReportBadLine,
): Promise<readonly EvaluatedSample[]> {
	const samples: EvaluatedSample[] = [];
	const counts = new Map<string, number>();
	const records = readRecords(file)[Symbol.asyncIterator]();
	for (let next = await readable(file, records.next()); next.done !== true; next = await records.next()) {
		const { line } = next.value;
		const candidates = 'error' in next.value ? next.value.error : candidatesOf(next.value.value, problems);
		if (typeof candidates === 'string') {
			report(file, line, candidates);
			continue;
		}
		for (const { problemId, code = '', sample, official } of candidates) {
			const place = counts.get(problemId) ?? 0;
			counts.set(problemId, place + 1);
			const program = sample ?? { problem_id: problemId, language: 'python', code };
			// A file that has changed is another sample, and not what an earlier run has judged.
			const digest = createHash('sha256').update(`${program.language}\0${program.code}\0${program.completion}`).digest('hex').slice(0, 12);
			samples.push({ line, identity: `${problemId}/${place}/${digest}`, sample: program, official });
		}
	}
	return samples;
}

/** The programs of a record, or why there are none. */
function candidatesOf(record: unknown, problems: ReadonlyMap<string, Problem>): readonly Candidate[] | string {
	const own = BatchSample.safeParse(record);
	if (own.success) {
		const { expected } = own.data;
		const official = expected === undefined ? undefined : verdictOfLabel(expected) === 'accepted';
		return [{ problemId: own.data.problem_id, sample: own.data, official }];
	}
	const task = TaskSample.safeParse(record);
	if (task.success) {
		const { task_id, completion, solution, passed } = task.data;
		const problemId = typeof task_id === 'number' ? `MBPP/${task_id}` : task_id.replace(/^Mbpp\//, 'MBPP/');
		// As published: the completion goes on where the prompt stops, whatever it is.
		const code = solution ?? `${problems.get(problemId)?.prefix ?? ''}${completion}`;
		return [{ problemId, code, official: passed ?? undefined }];
	}
	const question = QuestionSamples.safeParse(record);
	if (!question.success)
		return 'neither {problem_id, language, code | completion}, {task_id, completion | solution} nor {question_id, code_list}';
	const { question_id, code_list, graded_list } = question.data;
	return code_list.map((code, index) => ({ problemId: String(question_id), code, official: graded_list?.[index] }));
}
