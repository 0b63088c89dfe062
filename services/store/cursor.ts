import { AssayError } from '../errors.ts';

/** A page ends at an id; its cursor is that id, made safe for a query string. */
export const encodeCursor = (lastId: string): string => Buffer.from(lastId, 'utf8').toString('base64url');

/** The id that a cursor stands for; throws `invalid_request` for one that we did not make. */
export function decodeCursor(cursor: string): string {
	const id = Buffer.from(cursor, 'base64url').toString('utf8');
	if (id === '' || encodeCursor(id) !== cursor) throw new AssayError('invalid_request', 'cursor: not one that this server gave out');
	return id;
}
