import { chmod, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openTestWall } from '../../support/local-wall.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** The wall on a machine whose bubblewrap is this script. */
async function openWith(script: string) {
	const folder = await temporaryFolder();
	await writeFile(folder.file('bwrap'), `#!/bin/sh\n${script}\n`);
	await chmod(folder.file('bwrap'), 0o755);
	const wall = await openTestWall({ path: `${folder.path}:/usr/bin:/bin` });
	return { wall, [Symbol.asyncDispose]: folder[Symbol.asyncDispose] };
}

test.each([
	[
		'echo "bwrap: Creating new namespace failed: Operation not permitted" >&2; exit 1',
		/^no sandbox can be made: .*Operation not permitted; .+/,
	],
	['echo "bwrap: Out of memory" >&2; exit 1', /^no sandbox can be made: .*bwrap: Out of memory$/],
	['exit 3', /^no sandbox can be made: .*exit status 3/],
	['echo "hello, host"; cat >/dev/null', /^no sandbox can be made: .*not a frame/],
])('A bubblewrap that fails (%s) is a clear error, and nothing is run without it', async (script, words) => {
	await using machine = await openWith(script);
	await expect(machine.wall.open({ slot: 94, kind: 'local' })).rejects.toThrow(words);
	await machine.wall.close();
});

test('A machine without bubblewrap is told what to install', async () => {
	await expect(openTestWall({ path: '/nowhere' })).rejects.toThrow(
		'bubblewrap is not installed: run deploy/setup.sh (or: apt-get install bubblewrap)',
	);
});
