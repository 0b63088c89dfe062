import { Problem } from '../../testcases/schema.ts';

/** A small valid problem; fields may be replaced. */
export function aProblem(fields: Readonly<Record<string, unknown>> = {}): Problem {
	return Problem.parse({
		id: 'sum',
		title: 'Sum of two numbers',
		tests: [
			{ id: 'small', kind: 'stdio', input: '1 2\n', output: '3\n' },
			{ id: 'large', kind: 'stdio', input: '10 20\n', output: '30\n' },
		],
		...fields,
	});
}
