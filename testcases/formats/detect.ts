import { stat } from 'node:fs/promises';
import type { FormatReader } from './contract.ts';
import { isPackageFolder } from './icpc/index.ts';
import { formats } from './index.ts';
import { readRecords } from './records.ts';

/** What a path seems to hold: its format, or why that cannot be said. */
export type Detection = { readonly format: FormatReader } | { readonly error: string };

/** Guesses the format from the first record, or from the folder; two that fit are an error that names both. */
export async function detect(path: string): Promise<Detection> {
	if ((await stat(path)).isDirectory())
		return (await isPackageFolder(path)) ? choose(null) : { error: 'no problem.yaml in this folder or one below' };
	for await (const entry of readRecords(path)) {
		if ('error' in entry) return { error: `line ${entry.line}: ${entry.error}` };
		const { value } = entry;
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: `line ${entry.line} is not a JSON object` };
		return choose(value as Record<string, unknown>);
	}
	return { error: 'the file has no records' };
}

function choose(record: Readonly<Record<string, unknown>> | null): Detection {
	const matching = formats.filter((format) => format.matches(record));
	const [format] = matching;
	if (matching.length > 1) return { error: `the records fit ${matching.map(({ name }) => name).join(' and ')}` };
	if (format === undefined)
		return {
			error: `the records fit no known format; they have ${Object.keys(record ?? {})
				.slice(0, 8)
				.join(', ')}`,
		};
	return { format };
}
