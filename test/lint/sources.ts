import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface SourceText {
	/** From the root of the repository, with `/`. */
	readonly path: string;
	readonly text: string;
}

/** Every TypeScript file below these folders of the repository. */
export function readSources(folders: readonly string[]): SourceText[] {
	const repository = join(import.meta.dirname, '../..');
	return folders
		.flatMap((folder) => readdirSync(join(repository, folder), { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path: relative(repository, path), text: readFileSync(path, 'utf8') }));
}
