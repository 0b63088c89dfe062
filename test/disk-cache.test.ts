import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { loadConfig } from '../services/config.ts';
import { DiskCache, openDiskCache } from '../services/disk-cache.ts';
import { temporaryFolder } from './support/temporary.ts';

const key = (digit: string) => digit.repeat(64);

it('What is damaged is not there', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.path, 1 << 20);
	await disk.put(key('a'), Buffer.from('content'));
	const path = join(folder.path, key('a'));
	const bytes = await readFile(path);
	bytes[bytes.length - 1] = 0;
	await writeFile(path, bytes);
	expect(await disk.get(key('a'))).toBeUndefined();
	expect(await readdir(folder.path)).toEqual([]);
});

it('The folder keeps to its size, and what was used longest ago goes first', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.path, 10_000);
	const content = Buffer.alloc(2000, 'x');
	for (const [age, digit] of ['a', 'b', 'c', 'd'].entries()) {
		await disk.put(key(digit), content);
		const then = new Date(Date.now() - (100 - age) * 1000);
		await utimes(join(folder.path, key(digit)), then, then);
	}
	expect(await disk.get(key('a'))).toEqual(content);
	await disk.put(key('e'), content);
	const names = await readdir(folder.path);
	expect(names.sort()).toEqual([key('a'), key('d'), key('e')]);
	const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder.path, name))).size));
	expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(8000);
	await disk.put(key('f'), Buffer.alloc(9000));
	expect(await readdir(folder.path)).not.toContain(key('f'));
});

it.each(['diskCacheMb', 'storeDiskCacheMb'] as const)('The size that %s has by itself leaves room', async (setting) => {
	await using folder = await temporaryFolder();
	const cache = await openDiskCache(folder.path, loadConfig({}, {})[setting], (fault) => expect.unreachable(String(fault)));
	await cache?.put(key('a'), Buffer.from('content'));
	expect(await cache?.get(key('a'))).toEqual(Buffer.from('content'));
});

it('Caches that share a folder keep to its size together', async () => {
	await using folder = await temporaryFolder();
	const caches = await Promise.all(Array.from({ length: 4 }, async () => await DiskCache.open(folder.path, 100_000)));
	const digits = [...'0123456789abcdef'];
	for (const [index, key] of digits.flatMap((a) => digits.map((b) => `${a}${b}`.repeat(32))).entries())
		await caches[index % caches.length]?.put(key, Buffer.alloc(1000, key));
	const sizes = await Promise.all((await readdir(folder.path)).map(async (name) => (await stat(join(folder.path, name))).size));
	expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(120_000);
});

it('There is none of 0 MiB, and none where no folder can be made, which is a fault to be told', async () => {
	await using folder = await temporaryFolder();
	const onFault = vi.fn();
	expect(await openDiskCache(folder.path, 0, onFault)).toBeUndefined();
	expect(onFault).not.toHaveBeenCalled();
	await writeFile(folder.file('taken'), '');
	expect(await openDiskCache(folder.file('taken'), 1, onFault)).toBeUndefined();
	expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'EEXIST' }));
});
