import { z } from 'zod';
import { RecordError } from './contract.ts';
import { callOf, textOf } from './inputs-outputs.ts';
import type { ProblemInput } from './record-format.ts';

const Case = z.object({
	type: z.enum(['stdin_stdout', 'function_call']),
	input: z.unknown(),
	output: z.unknown(),
	fn_name: z.string().nullish(),
});
export const TypedCases = z.array(Case).min(1);

/** The tests of PrimeIntellect's lists of {type, input, output, fn_name}. */
export function testsOfCases(cases: z.infer<typeof TypedCases>): ProblemInput['tests'] {
	return cases.map(({ type, input, output, fn_name }, index) => {
		const id = String(index + 1);
		if (type === 'stdin_stdout') return { id, kind: 'stdio', input: textOf(input, `${id}.input`), output: textOf(output, `${id}.output`) };
		if (!fn_name) throw new RecordError(`test ${id} calls a function, but has no fn_name`);
		return { id, kind: 'call', entry_point: fn_name, ...callOf(input, output, id) };
	});
}
