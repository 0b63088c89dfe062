import { AssayError } from '../errors.ts';

const reasons: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'is a folder', EACCES: 'may not be read' };

/** Turns a failure to read a file that the user named into one line that names it. */
export async function readable<T>(file: string, work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
		const reason = reasons[code];
		if (reason === undefined) throw cause;
		throw new AssayError('invalid_request', `${file}: ${reason}`, { cause });
	}
}
