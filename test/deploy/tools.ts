import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/local-wall.ts';

export const toolsFolder = join(repository, 'build/deploy');

/** What a tool of build/deploy says on standard output. Throws with what it says of an error. */
export function tool(name: string, words: readonly string[]): string {
	const path = join(toolsFolder, name, name);
	if (!existsSync(path)) throw new Error(`${name} is not in build/deploy: deploy/setup.sh --deploy installs it, or says why not`);
	return execFileSync(path, words, { cwd: repository, encoding: 'utf8', stdio: 'pipe' });
}
