import { Verdict } from '../../contract/verdict.ts';

/** Labels of contest packages, and the verdicts that they mean. */
const labels: Readonly<Record<string, Verdict>> = {
	AC: 'accepted',
	WA: 'wrong_answer',
	TLE: 'time_limit',
	MLE: 'memory_limit',
	OLE: 'output_limit',
	RTE: 'runtime_error',
	RE: 'runtime_error',
	CE: 'compile_error',
};

/** The verdict that a label means: a contest label in any case, or a verdict's own name; undefined for any other. */
export function verdictOfLabel(label: string): Verdict | undefined {
	return labels[label.toUpperCase()] ?? Verdict.safeParse(label.toLowerCase()).data;
}
