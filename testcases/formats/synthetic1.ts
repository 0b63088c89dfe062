import { z } from 'zod';
import { RecordError } from './contract.ts';
import { graderImports } from './grader-imports.ts';
import { parseLiteral } from './python-literal.ts';
import { recordFormat } from './record-format.ts';
import { goldenOf, unfenced } from './solutions.ts';
import { TypedCases, testsOfCases } from './typed-cases.ts';

const Info = z.object({ language: z.string().nullish(), test_cases: TypedCases });
/** Only of these is `gold_standard_solution` known to be a program of that language. */
const languages: Readonly<Record<string, string>> = { python: 'python', python3: 'python', cpp: 'cpp', 'c++': 'cpp', java: 'java' };

/** SYNTHETIC-1 and verifiable-coding-problems of PrimeIntellect; the other kinds of task in the same set have no tests. */
export const synthetic1 = recordFormat({
	name: 'synthetic-1',
	describe: 'SYNTHETIC-1, verifiable-coding-problems (PrimeIntellect): task_type, verification_info {language, test_cases}',
	record: z.object({
		problem_id: z.string().nullish(),
		task_type: z.string().nullish(),
		gold_standard_solution: z.string().nullish(),
		verification_info: z.unknown(),
	}),
	matches: (record) => 'verification_info' in record,
	toProblem: ({ problem_id, task_type, gold_standard_solution, verification_info }, place) => {
		if (task_type && task_type !== 'verifiable_code')
			throw new RecordError(`task_type ${task_type.slice(0, 40)}: has no tests for a program`);
		const info = Info.safeParse(
			typeof verification_info === 'string' ? parseLiteral(verification_info, 'verification_info') : verification_info,
		);
		if (!info.success) throw new RecordError('verification_info: no test_cases of {type, input, output, fn_name}');
		const language = languages[info.data.language?.toLowerCase() ?? 'python'];
		return {
			id: `synthetic-1/${problem_id || place}`,
			preamble: graderImports,
			tests: testsOfCases(info.data.test_cases),
			compare: { method: 'apps' },
			...(language === undefined ? {} : goldenOf(gold_standard_solution ? unfenced(gold_standard_solution) : undefined, language)),
		};
	},
});
