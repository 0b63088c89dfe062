import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKey, type Scope } from '../../services/tenancy/keys.ts';

/** A file with a key for each of these scopes, by which they are known. */
export async function keysFileFor<S extends Scope>(
	folder: string,
	...scopes: readonly S[]
): Promise<{ readonly keysFile: string; readonly keys: Readonly<Record<S, string>> }> {
	const made = scopes.map((scope) => ({ scope, ...makeKey({ name: scope, tenant: 'default', scopes: [scope] }) }));
	const keysFile = join(folder, 'keys.json');
	await writeFile(keysFile, JSON.stringify({ keys: made.map(({ record }) => record) }));
	return { keysFile, keys: Object.fromEntries(made.map(({ scope, key }) => [scope, key])) as Record<S, string> };
}
