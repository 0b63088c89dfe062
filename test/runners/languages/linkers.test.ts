import { afterAll, beforeAll, expect, it } from 'vitest';
import { c } from '../../../runners/languages/c/manifest.ts';
import type { Language } from '../../../runners/languages/contract.ts';
import { cpp } from '../../../runners/languages/cpp/manifest.ts';
import type { Wall } from '../../../runners/sandboxes/contract.ts';
import { compileLimits, envOf, toFiles } from '../../../services/execution/prepare.ts';
import { openTestWall } from '../../support/wall.ts';

let wall: Wall;
beforeAll(async () => {
	wall = await openTestWall();
});
afterAll(async () => await wall?.close());

it.each([
	{ language: c, linker: 'GNU gold', without: '/assay/lib/c' },
	{ language: cpp, linker: 'mold', without: '/usr/libexec/mold' },
])('$language.title is linked by $linker, and by another linker where that is missing', async ({ language, linker, without }) => {
	await using sandbox = await wall.open({ slot: 94, kind: wall.kindFor(language.name) ?? '' });
	expect(await linkerOf(language)).toContain(linker);
	const other = await linkerOf(language, (word) => word.replace(without, '/nowhere'));
	expect(other).not.toContain(linker);
	expect(other).toMatch(/GNU ld|mold/);

	/** What the linker says of itself. */
	async function linkerOf({ layout, compile }: Language, change = (word: string) => word): Promise<string> {
		const source = layout('int main() { return 0; }\n');
		await sandbox.wipe();
		await sandbox.put(toFiles(source));
		const command = [...(compile?.(source) ?? []), '-Wl,--version'].map(change);
		const { exitCode, stdout } = await sandbox.run({ command, env: envOf(language), limits: compileLimits, inProgramFolder: true });
		expect(exitCode).toBe(0);
		return stdout.toString();
	}
});
