import { z } from 'zod';
import { type FormatReader, RecordError } from './contract.ts';
import { graderImports } from './grader-imports.ts';
import { testsOfLists } from './inputs-outputs.ts';
import { parseData } from './json-text.ts';
import { cpuMsOf, memoryMbOf } from './quantities.ts';
import { type ProblemInput, recordFormat } from './record-format.ts';
import { firstSolution, goldenOf } from './solutions.ts';

const Record = z.object({
	problem_id: z.union([z.number().int(), z.string()]).nullish(),
	name: z.string().nullish(),
	source: z.string().nullish(),
	input_output: z.union([z.string(), z.record(z.string(), z.unknown())]),
	solutions: z.union([z.string(), z.array(z.string())]).nullish(),
	time_limit: z.string().nullish(),
	memory_limit: z.string().nullish(),
});

/** APPS and TACO have one shape; TACO's rows have limits and no id. */
function makeReader(name: string, describe: string, matches: FormatReader['matches']): FormatReader {
	return recordFormat({
		name,
		describe,
		record: Record,
		matches,
		toProblem: (record, line) => {
			const limits = { ...cpuMsOf(record.time_limit), ...memoryMbOf(record.memory_limit) };
			const tests = inputOutput(record.input_output);
			if (record.source === 'geeksforgeeks' && tests.some(({ kind }) => kind === 'stdio'))
				throw new RecordError('source geeksforgeeks: the inputs are assignments in prose, and no program can read them');
			return {
				id: `${name}/${record.problem_id ?? line}`,
				title: record.name || null,
				preamble: graderImports,
				tests,
				compare: { method: 'apps' },
				...(Object.keys(limits).length > 0 ? { limits } : {}),
				...goldenOf(firstSolution(record.solutions)),
			};
		},
	});
}

export const apps = makeReader(
	'apps',
	'APPS (Hugging Face rows): problem_id, input_output {inputs, outputs, fn_name?}, solutions',
	(record) => isApps(record) && 'problem_id' in record,
);

export const taco = makeReader(
	'taco',
	'TACO: input_output {inputs, outputs, fn_name?}, solutions, time_limit, memory_limit',
	(record) => isApps(record) && !('problem_id' in record),
);

/** LeetCodeDataset has a list in a field of that name. */
function isApps(record: Readonly<Record<string, unknown>> | null): record is Readonly<Record<string, unknown>> {
	return record !== null && 'input_output' in record && !Array.isArray(record.input_output);
}

function inputOutput(field: unknown): ProblemInput['tests'] {
	if (field === '') throw new RecordError('input_output: empty, so there are no tests');
	return testsOfLists(typeof field === 'string' ? parseData(field, 'input_output') : field, 'input_output');
}
