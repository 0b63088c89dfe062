import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where `deploy/setup.sh --peers` puts a peer that is not part of the machine. */
export const installed = (name: string): string => join(import.meta.dirname, '../../build/peers', name);

/** Why it is not there, or undefined when it is. */
export function whyMissing(name: string): string | undefined {
	if (existsSync(join(installed(name), 'installed'))) return undefined;
	const reason = join(installed(name), 'missing');
	return existsSync(reason) ? `could not be installed: ${readFileSync(reason, 'utf8').trim()}` : 'needs deploy/setup.sh --peers';
}
