import { z } from 'zod';
import { graderImports } from './grader-imports.ts';
import { parseData } from './json-text.ts';
import { recordFormat } from './record-format.ts';
import { firstSolution, goldenOf } from './solutions.ts';
import { suiteOf } from './suites.ts';

/** DeepCoder-Preview's rows of four kinds: taco, primeintellect, lcbv5 and codeforces. They have no ids. */
export const deepcoder = recordFormat({
	name: 'deepcoder',
	describe: 'DeepCoder-Preview (agentica-org; taco, primeintellect, lcbv5, codeforces): problem, tests, solutions',
	record: z.object({
		tests: z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
		solutions: z.union([z.string(), z.array(z.string())]).nullish(),
	}),
	matches: (record) => 'problem' in record && 'tests' in record,
	toProblem: ({ tests, solutions }, place) => ({
		id: `deepcoder/${place}`,
		preamble: graderImports,
		...suiteOf(typeof tests === 'string' ? parseData(tests, 'tests') : tests, 'tests'),
		...goldenOf(firstSolution(typeof solutions === 'string' && !solutions.trimStart().startsWith('[') ? [solutions] : solutions)),
	}),
});
