import type { ProblemSummary } from '../contract/problems.ts';
import { AssayError } from '../errors.ts';
import type { PageRequest, ProblemPage } from './contract.ts';
import { VersionRow } from './rows.ts';

/** The id behind which a page begins. Throws `invalid_request` for a cursor that we did not make. */
export function startOf({ cursor }: PageRequest): string {
	return cursor === undefined ? '' : decodeCursor(cursor);
}

/** A page of rows, of which one more was read than belongs to it. */
export function pageOf(rows: readonly unknown[], { limit }: PageRequest): ProblemPage {
	const problems: ProblemSummary[] = rows.slice(0, limit).map((row) => VersionRow.parse(row));
	const last = problems.at(-1);
	return { problems, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last.id) : null };
}

/** A page ends at an id; its cursor is that id, made safe for a query string. */
const encodeCursor = (lastId: string): string => Buffer.from(lastId, 'utf8').toString('base64url');

function decodeCursor(cursor: string): string {
	const id = Buffer.from(cursor, 'base64url').toString('utf8');
	if (id === '' || encodeCursor(id) !== cursor) throw new AssayError('invalid_request', 'cursor: not one that this server gave out');
	return id;
}
