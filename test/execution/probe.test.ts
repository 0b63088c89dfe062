import { expect, it } from 'vitest';
import { c } from '../../runners/languages/c/manifest.ts';
import { SandboxPool } from '../../runners/sandboxes/pool.ts';
import { findInstalled, Versions } from '../../services/execution/probe.ts';
import { openTestWall } from '../support/wall.ts';

it('A language is installed where its commands and files are all there, and says its version when it is asked', async () => {
	const wall = await openTestWall();
	const pool = new SandboxPool(wall, { slots: 1, onFault: () => undefined });
	try {
		const languages = [
			c,
			{ ...c, name: 'without a command', version: ['no-such-compiler', '--version'] },
			{ ...c, name: 'without a part', toolchain: ['gcc', 'no-such-linker'] },
			{ ...c, name: 'without a file', toolchain: ['/usr/lib/no-such-library.jar'] },
			{ ...c, name: 'whole', toolchain: ['ld', '/usr/bin'] },
		];
		const installed = await findInstalled(pool, languages, () => wall.kindFor('c'));
		expect([...installed]).toEqual(['c', 'whole']);
		const versions = new Versions(pool);
		expect(await versions.of(c)).toMatch(/^gcc .*\d+\.\d+/);
		expect(versions.of(c)).toBe(versions.of(c));
		expect(await versions.of({ ...c, name: 'silent', version: ['false'] })).toBeUndefined();
		expect(await findInstalled(pool, languages, () => undefined)).toEqual(new Set());
	} finally {
		await pool.close();
		await wall.close();
	}
});
