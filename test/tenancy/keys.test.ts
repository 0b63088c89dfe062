import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KeyRing, makeKey, mayDo } from '../../services/tenancy/keys.ts';
import { openKeyRing } from '../../services/tenancy/keys-file.ts';
import { assay } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const anyone = { name: 'a', tenant: 'default', scopes: ['grade' as const] };

test('A key is found by its text and by nothing like it', () => {
	const [first, second] = [makeKey(anyone), makeKey({ ...anyone, name: 'b' })];
	const ring = new KeyRing([first.record, second.record]);
	expect(ring.find(second.key)).toEqual(second.record);
	for (const wrong of ['', first.key.slice(1), `${first.key} `, first.record.sha256]) expect(ring.find(wrong)).toBeUndefined();
});

test('A record does not hold the key', () => {
	const { key, record } = makeKey(anyone);
	expect(JSON.stringify(record)).not.toContain(key);
	expect(key).toMatch(/^assay_[\w-]{32}$/);
});

test('A scope is good for itself, and admin for everything', () => {
	expect(mayDo({ scopes: ['grade'] }, ['grade', 'label'])).toBe(true);
	expect(mayDo({ scopes: ['grade'] }, ['label'])).toBe(false);
	expect(mayDo({ scopes: ['grade', 'label'] }, ['admin'])).toBe(false);
	expect(mayDo({ scopes: ['admin'] }, ['label'])).toBe(true);
});

test('`assay keys` makes a key that the service knows, lists it without its hash, and removes it', async () => {
	await using folder = await temporaryFolder();
	const file = join(folder.path, 'keys.json');
	const limits = ['--programs-per-minute', '60', '--programs-per-day', '1000'];
	const added = await assay(['keys', 'add', file, '--name', 'trainer', '--tenant', 'lab', '--scopes', 'grade', ...limits]);
	expect(added.code).toBe(0);
	const key = added.stdout.trim();
	expect(await readFile(file, 'utf8')).not.toContain(key);
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	const ring = await openKeyRing({ apiKeys: [], keysFile: file });
	expect(ring.find(key)).toMatchObject({ name: 'trainer', tenant: 'lab', scopes: ['grade'], programs_per_minute: 60 });

	const listed = await assay(['keys', 'list', file]);
	expect(listed.stdout).toMatch(/trainer +lab +grade +60 +1000/);
	expect(listed.stdout).not.toContain(ring.records[0]?.sha256);

	expect((await assay(['keys', 'add', file, '--name', 'trainer'])).stderr).toMatch(/has a key "trainer" already/);
	expect((await assay(['keys', 'add', file, '--name', 'x', '--scopes', 'everything'])).code).toBe(2);
	expect((await assay(['keys', 'add', file, '--name', 'x', '--programs-per-day', 'many'])).code).toBe(2);
	expect((await assay(['keys', 'remove', file, 'nobody'])).stderr).toMatch(/has no key "nobody"/);
	expect((await assay(['keys', 'remove', file, 'trainer'])).code).toBe(0);
	await expect(openKeyRing({ apiKeys: [], keysFile: file })).rejects.toThrow(/has no keys/);
});

test('A file that is no keys file is refused with its place', async () => {
	await using folder = await temporaryFolder();
	await expect(openKeyRing({ apiKeys: [], keysFile: folder.path })).rejects.toMatchObject({ code: 'invalid_request' });
	await expect(openKeyRing({ apiKeys: [], keysFile: import.meta.filename })).rejects.toThrow(/keys\.test\.ts is not a keys file/);
});
