import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { RecordError } from '../contract.ts';

const maxFileBytes = 64 * 1024 * 1024;

export async function isFile(path: string): Promise<boolean> {
	return (await stat(path).catch(() => null))?.isFile() ?? false;
}

/** Names of the folders inside a folder, in order; none when there is no such folder. */
export async function folderNames(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

/** Names of the files in a folder and below, relative and in order; hidden ones are left out, links are kept. */
export async function fileNames(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
	return entries
		.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

/** Reads a text of a package; a link that leads out of the package is refused. */
export async function readText(root: string, name: string): Promise<string> {
	const path = await realpath(join(root, name)).catch(() => null);
	if (path === null || !path.startsWith((await realpath(root)) + sep))
		throw new RecordError(`${name}: missing, or a link out of the package`);
	const status = await stat(path);
	if (!status.isFile()) throw new RecordError(`${name}: not a regular file`);
	if (status.size > maxFileBytes) throw new RecordError(`${name}: larger than ${maxFileBytes} bytes`);
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
	} catch {
		throw new RecordError(`${name}: not valid UTF-8`);
	}
}

/** The text of a file that a package need not have. */
export async function readOptional(root: string, name: string): Promise<string | null> {
	return (await isFile(join(root, name))) ? readText(root, name) : null;
}
