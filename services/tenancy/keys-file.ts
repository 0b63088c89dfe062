import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { parseShape } from '../contract/validation.ts';
import { AssayError } from '../errors.ts';
import { type KeyRecord, KeyRing, KeysFile, recordOf, Scope } from './keys.ts';

/** The keys of a file; none where there is no such file. Rejects with `invalid_request` when it is no keys file. */
export async function readKeysFile(file: string): Promise<KeysFile> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { keys: [] };
		throw new AssayError('invalid_request', `${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
	}
	try {
		return parseShape(KeysFile, JSON.parse(text));
	} catch (cause) {
		throw new AssayError('invalid_request', `${file} is not a keys file: ${cause instanceof Error ? cause.message : cause}`, {
			cause,
			hint: '`assay keys` writes them.',
		});
	}
}

/** All keys that are let in: those of the settings, which may do everything, and those of the file. */
export async function openKeyRing({ apiKeys, keysFile }: Pick<Config, 'apiKeys' | 'keysFile'>): Promise<KeyRing> {
	const all: KeyRecord[] = apiKeys.map(({ tenant, key }, index) =>
		recordOf(key, { name: `setting ${index + 1}`, tenant, scopes: Scope.options }),
	);
	if (keysFile === undefined) return new KeyRing(all);
	const { keys } = await readKeysFile(keysFile);
	if (keys.length === 0) throw new AssayError('invalid_request', `${keysFile} has no keys`, { hint: 'Make one with `assay keys add`.' });
	return new KeyRing([...all, ...keys]);
}
