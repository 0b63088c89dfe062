import { z } from 'zod';
import { RecordError } from './contract.ts';
import { ioiConfigName, ioiTask } from './ioi-task.ts';
import { parseText } from './json-text.ts';
import { type ProblemInput, recordFormat, withoutNulls } from './record-format.ts';
import { readRecords } from './records.ts';

/** A row of open-r1/ioi. Some copies have the tests in it, in the order of their names. */
const Subtask = z.object({
	id: z.string(),
	year: z.coerce.string(),
	name: z.string().nullish(),
	subtask: z.string(),
	score: z.number().min(0).nullish(),
	test_names: z.array(z.string()),
	test_cases: z.array(z.tuple([z.string(), z.string()])).nullish(),
	grader_files: z.array(z.tuple([z.string(), z.string().nullable()])),
});
/** A row of open-r1/ioi-test-cases. */
const Test = z.object({ problem_id: z.string(), test_name: z.string(), test_input: z.string(), test_output: z.string() });
type Tests = ReadonlyMap<string, readonly [input: string, output: string]>;

/**
 * open-r1/ioi: a problem for each subtask, whose tests are in the rows of
 * open-r1/ioi-test-cases, in other files of the same import. A program is compiled together with
 * the task's grader; with the scheme `subtasks` it is paid the lowest score of its tests.
 */
export const ioi = recordFormat({
	name: 'ioi',
	describe:
		'open-r1/ioi, with the files of open-r1/ioi-test-cases beside it: id, subtask, test_names, grader_files | test_name, test_input, ...',
	record: z.union([Subtask, Test]),
	matches: (record) => ('subtask' in record && 'test_names' in record) || ('test_name' in record && 'test_input' in record),
	toProblem: async (record, _place, files) => ('test_name' in record ? undefined : toProblem(record, await testsOf(record, files))),
});

function toProblem({ id, year, name, subtask, score, test_names, grader_files }: z.infer<typeof Subtask>, tests: Tests): ProblemInput {
	const parts = new Map(grader_files.flatMap(([file, content]): [string, string][] => (content === null ? [] : [[file, content]])));
	const task = ioiTask(parseText(parts.get(ioiConfigName) ?? 'null', ioiConfigName), parts);
	if (task === undefined) throw new RecordError(`grader_files has no ${ioiConfigName} with task_type, code and time_limit`);
	if (task.kind !== 'Batch') throw new RecordError(`tasks of type ${task.kind}, whose programs speak with a manager, are not supported`);
	const missing = test_names.filter((test) => !tests.has(test));
	if (missing.length > 0)
		throw new RecordError(`no test ${JSON.stringify(missing[0])}: import it together with the files of ioi-test-cases of ${year}`);
	return {
		id: `ioi/${year}/${id}/${subtask}`,
		title: name ?? null,
		tests: test_names.map((test) => {
			const [input = '', output = ''] = tests.get(test) ?? [];
			return { id: test, kind: 'stdio', input, output };
		}),
		limits: {
			cpu_ms: Math.ceil(task.timeLimitSeconds * 1000),
			...(task.memoryMb > 0 ? { memory_mb: Math.ceil(task.memoryMb) } : {}),
		},
		...(task.checker === undefined ? { compare: { method: 'lines' as const } } : { checker: task.checker }),
		...(Object.keys(task.graders).length > 0 ? { together: { language: 'cpp', files: task.graders } } : {}),
		groups: [{ tests: test_names, points: score ?? 0 }],
	};
}

/** The tests of a subtask by name: its own, or those of the other files. */
async function testsOf({ id, test_names, test_cases }: z.infer<typeof Subtask>, files: readonly string[]): Promise<Tests> {
	if (test_cases)
		return new Map(test_names.flatMap((name, index) => (test_cases[index] === undefined ? [] : [[name, test_cases[index]] as const])));
	const all = known.get(files) ?? readTests(files);
	known.set(files, all);
	return (await all).get(id) ?? new Map();
}

/** By the list of files, which an import has one of: they are read once. */
const known = new WeakMap<readonly string[], Promise<ReadonlyMap<string, Tests>>>();

async function readTests(files: readonly string[]): Promise<ReadonlyMap<string, Tests>> {
	const problems = new Map<string, Map<string, readonly [string, string]>>();
	for (const file of files) {
		for await (const record of readRecords(file, Object.keys(Test.shape))) {
			if ('error' in record) continue; // which is told where the file itself is read
			const test = Test.safeParse(withoutNulls(record.value));
			if (!test.success) continue;
			const { problem_id, test_name, test_input, test_output } = test.data;
			const tests = problems.get(problem_id) ?? new Map();
			problems.set(problem_id, tests.set(test_name, [test_input, test_output]));
		}
	}
	return problems;
}
