/** Parts of a process that tell of faults of ours. */
export const faultParts = ['store', 'queue', 'worker', 'labelling'] as const;
export type FaultPart = (typeof faultParts)[number];

/** The codes with which the reasons of missing verdicts begin. */
export const noVerdictCauses = [
	'sandbox_fault',
	'internal_error',
	'killed',
	'worker_died',
	'no_worker',
	'checker_failed',
	'interactor_failed',
	'broken_test',
	'unsupported_test',
	'other',
] as const;
const causes: ReadonlySet<string> = new Set(noVerdictCauses);

/** The code of a reason, where it is one of the list. */
export function causeOf(reason = ''): string {
	const [code = ''] = reason.split(':', 1);
	return causes.has(code) ? code : 'other';
}
