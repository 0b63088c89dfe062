import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { DiskCache } from '../../services/disk-cache.ts';
import { SuiteCache, type SuiteCacheOptions } from '../../services/store/suite-cache.ts';
import { encodeSuite } from '../../services/store/suite-codec.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

const { digest, content } = await encodeSuite(aProblem());

/** A cache before a database that has one suite. */
function cacheOf(options: Partial<SuiteCacheOptions> = {}) {
	const load = vi.fn(async (wanted: string) => (wanted === digest ? content : undefined));
	const cache = new SuiteCache({ cacheBytes: 1 << 20, ...options }, load);
	return { load, get: async () => await cache.get(digest), cache };
}

it('A suite is read from the database once, however many ask for it, at the same time and later', async () => {
	const { load, get } = cacheOf();
	for (const problem of await Promise.all([get(), get(), get()])) expect(problem).toEqual(aProblem());
	await get();
	expect(load).toHaveBeenCalledTimes(1);
});

it('A suite that there is no room for is read again', async () => {
	const { load, get } = cacheOf({ cacheBytes: 1 });
	expect([await get(), await get()]).toEqual([aProblem(), aProblem()]);
	expect(load).toHaveBeenCalledTimes(2);
});

it('A suite on the disk is not asked for again, by this process and the next', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.path, 1 << 20);
	const first = cacheOf({ disk, cacheBytes: 1 });
	expect([await first.get(), await first.get()]).toEqual([aProblem(), aProblem()]);
	expect(first.load).toHaveBeenCalledTimes(1);
	const second = cacheOf({ disk: await DiskCache.open(folder.path, 1 << 20) });
	expect(await second.get()).toEqual(aProblem());
	expect(second.load).not.toHaveBeenCalled();
});

it('A suite that the disk has lost or ruined is read from the database again', async () => {
	await using folder = await temporaryFolder();
	const path = folder.file('suites');
	const onFault = vi.fn();
	const { load, get } = cacheOf({ disk: await DiskCache.open(path, 1 << 20), cacheBytes: 1, onFault });
	await get();
	const [name = ''] = await readdir(path);
	await writeFile(join(path, name), 'ruined');
	expect(await get()).toEqual(aProblem());
	expect(onFault).not.toHaveBeenCalled();
	await rm(path, { recursive: true });
	expect(await get()).toEqual(aProblem());
	expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'ENOENT' }));
	expect(load).toHaveBeenCalledTimes(3);
});

it('A database that fails is asked again the next time', async () => {
	const { load, get, cache } = cacheOf();
	load.mockRejectedValueOnce(new Error('away'));
	await expect(get()).rejects.toThrow('away');
	expect(await get()).toEqual(aProblem());
	await expect(cache.get(`sha256:${'0'.repeat(64)}`)).rejects.toThrow(/missing/);
});
