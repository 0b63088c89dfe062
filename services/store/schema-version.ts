import { AssayError } from '../errors.ts';

/** Throws where a newer version has made the schema: what it means is not known here. */
export function refuseNewerSchema(found: number, known: number, otherPlace: string): void {
	if (found <= known) return;
	throw new AssayError('internal_error', `the database has schema ${found}, newer than this version knows (${known})`, {
		hint: `Start the version that made it, or use another ${otherPlace}.`,
	});
}
