import { rename, writeFile } from 'node:fs/promises';

/** Writes a file all or not at all: a reader never sees half of it. `mode`: its permissions. */
export async function writeWhole(file: string, text: string, mode = 0o666): Promise<void> {
	const half = `${file}.${process.pid}.part`;
	await writeFile(half, text, { mode });
	await rename(half, file);
}

export const toJsonLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
