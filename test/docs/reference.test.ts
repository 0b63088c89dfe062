import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/local-wall.ts';
import { reference } from './reference.ts';

test('docs/reference.md says what the code says; if not: node test/docs/write-reference.ts', async () => {
	expect(await readFile(join(repository, 'docs/reference.md'), 'utf8')).toBe(await reference());
});
