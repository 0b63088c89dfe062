import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type FormatReader, RecordError, type Row } from '../contract.ts';
import { toRow } from '../record-format.ts';
import { folderNames, isFile } from './files.ts';
import { readPackage } from './package.ts';

/** ICPC and Kattis problem packages: one package folder, or a folder of them. */
export const icpc: FormatReader = {
	name: 'icpc',
	describe: 'ICPC or Kattis problem package: a folder with problem.yaml, or a folder of such folders',
	matches: (record) => record === null,
	async *read(path, options = {}) {
		let line = 0;
		for (const folder of await packageFolders(resolve(path))) {
			line++;
			yield await readRow(folder, line, options);
		}
	},
};

async function readRow(folder: string, line: number, options: Parameters<typeof readPackage>[1]): Promise<Row> {
	try {
		return toRow(line, await readPackage(folder, options));
	} catch (error) {
		if (error instanceof RecordError) return { line, error: `${basename(folder)}: ${error.message}` };
		throw error;
	}
}

async function packageFolders(path: string): Promise<readonly string[]> {
	if (!(await stat(path)).isDirectory()) throw new RecordError('not a folder');
	if (await isFile(join(path, 'problem.yaml'))) return [path];
	const folders: string[] = [];
	for (const name of await folderNames(path)) if (await isFile(join(path, name, 'problem.yaml'))) folders.push(join(path, name));
	return folders;
}

/** Whether a path is something that this reader can read. */
export async function isPackageFolder(path: string): Promise<boolean> {
	return (await stat(path)).isDirectory() && (await packageFolders(resolve(path))).length > 0;
}
