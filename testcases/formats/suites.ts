import { z } from 'zod';
import { RecordError } from './contract.ts';
import { testsOfLists } from './inputs-outputs.ts';
import { LiveCodeBenchTests, toTests } from './livecodebench-tests.ts';
import type { ProblemInput } from './record-format.ts';
import { TypedCases, testsOfCases } from './typed-cases.ts';

export type Suite = Pick<ProblemInput, 'tests' | 'compare'>;

const Asserts = z.object({ assert_case: z.array(z.string().min(1)).min(1), inputs: z.array(z.unknown()).nullish() });
const Functional = z.object({ functional: z.string().min(1) });
const Lists = z.object({ inputs: z.unknown(), outputs: z.unknown() });

/**
 * The tests of a field that holds any of the shapes that trainers have: APPS's
 * lists, LiveCodeBench's and PrimeIntellect's cases, asserts, or test code. Each is
 * compared as the grader of that shape compares it.
 */
export function suiteOf(value: unknown, what: string): Suite {
	const asserts = Asserts.safeParse(value);
	if (asserts.success) return { tests: assertTests(asserts.data, what) };
	const functional = Functional.safeParse(value);
	if (functional.success) return { tests: [{ id: 'functional', kind: 'code', code: functional.data.functional }] };
	if (Lists.safeParse(value).success) return { tests: testsOfLists(value, what), compare: { method: 'apps' } };
	const liveCodeBench = LiveCodeBenchTests.safeParse(value);
	if (liveCodeBench.success && liveCodeBench.data.length > 0)
		return { tests: toTests('test', liveCodeBench.data), compare: { method: 'livecodebench' } };
	const cases = TypedCases.safeParse(value);
	if (cases.success) return { tests: testsOfCases(cases.data), compare: { method: 'apps' } };
	throw new RecordError(`${what}: not tests of a shape that is known`);
}

/** SandboxFusion's asserts stand behind the program, which has nothing to read then. */
function assertTests({ assert_case, inputs }: z.infer<typeof Asserts>, what: string): ProblemInput['tests'] {
	if (inputs?.some((input) => input !== null && input !== '') === true)
		throw new RecordError(`${what}: asserts together with standard input are not supported`);
	return assert_case.map((code, index) => ({ id: `assert-${index + 1}`, kind: 'code', code }));
}
