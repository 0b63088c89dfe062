import { DatabaseError } from 'pg';
import { AssayError } from '../../errors.ts';

/**
 * What an error says: `passing`, the same may succeed in a moment (the server restarts, a
 * connection is lost, two transactions wait for each other); `standing`, the database cannot be
 * used as it is; `ours`, a mistake in this code or its data.
 */
export type Failure = 'passing' | 'standing' | 'ours';

export function failureOf(error: unknown): Failure {
	if (error instanceof DatabaseError) return ofServer(error.code ?? '');
	if (error instanceof AssayError || !(error instanceof Error)) return 'ours';
	return error instanceof AggregateError ? 'passing' : ofConnection(error);
}

/** A lost connection is an error of the system (`ECONNRESET`), or one of the driver that has no code. */
function ofConnection(error: Error): Failure {
	if (error instanceof TypeError || error instanceof RangeError) return 'ours';
	if (error.message.startsWith('SASL')) return 'standing';
	if (!('code' in error)) return error.constructor === Error ? 'passing' : 'ours';
	const code = String(error.code);
	return /^E(?!RR_)/.test(code) && !standingCodes.has(code) ? 'passing' : 'standing';
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function ofServer(code: string): Failure {
	if (passingStates.has(code) || code.startsWith('08')) return 'passing';
	return standingClasses.has(code.slice(0, 2)) ? 'standing' : 'ours';
}

const passingStates: ReadonlySet<string> = new Set([
	...['57P01', '57P02', '57P03'], // shut down, crashed, starting
	'53300', // too many connections
	...['40001', '40P01'], // serialization failure, deadlock
	'25006', // a standby that was the primary, or will be
	'25P03', // stood still for too long within a transaction
]);
/** Authorization, resources, intervention by an operator or a timeout, errors of the system, no such database. */
const standingClasses: ReadonlySet<string> = new Set(['28', '53', '57', '58', '3D', 'XX']);
const standingCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EACCES']);

/** The store's own word for it. `where` names the database, without a password. */
export function unavailable(where: string, cause: unknown): AssayError {
	return new AssayError('store_unavailable', `the database ${where} cannot be used: ${reasonOf(cause)}`, {
		cause,
		hint: 'ASSAY_STORE says where it is: postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
		retryAfterSeconds: 2,
	});
}

/** A host of several addresses fails with an error for each, and no message of its own. */
function reasonOf(error: unknown): string {
	if (error instanceof Error && error.message.endsWith('client password must be a string')) return 'it asks for a password';
	if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
	return error instanceof Error && error.message !== '' ? error.message : String(error);
}
