import type { LabelLine } from '../../contract/labels.ts';
import type { Columns } from './columns.ts';

const count: Columns = { passed: 'int64', judged: 'int64', pass_rate: 'double' };
const byPolicy = { list: { struct: { policy: 'string', ...count } } } as const;

/** The columns of exported labels; what is known by a name or a number in a labels file is a list here, so that all rows have the same columns. */
export const labelColumns: Columns = {
	problem_id: 'string',
	samples: 'int64',
	pass_rate: 'double',
	pass_at: { list: { struct: { k: 'int64', value: 'double' } } },
	cold: 'boolean',
	levels: { list: { struct: { level: 'int64', weight: 'double', tests: { list: 'string' } } } },
	tests: {
		list: {
			struct: { id: 'string', ...count, low: 'double', high: 'double', level: 'int64', flags: { list: 'string' }, by_policy: byPolicy },
		},
	},
	by_policy: byPolicy,
	flags: { list: 'string' },
};

/** A line of a labels file as a row of these columns, in JSON. */
export function labelRow(label: LabelLine) {
	return {
		...label,
		pass_at: Object.entries(label.pass_at).map(([k, value]) => ({ k: Number(k), value })),
		tests: label.tests.map((test) => ({ ...test, by_policy: policies(test.by_policy) })),
		by_policy: policies(label.by_policy),
	};
}

function policies(counts: LabelLine['by_policy']) {
	return Object.entries(counts).map(([policy, numbers]) => ({ policy, ...numbers }));
}
