import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { c } from '../../runners/languages/c/manifest.ts';
import { java } from '../../runners/languages/java/manifest.ts';
import { DiskCache } from '../../services/disk-cache.ts';
import { CompileCache } from '../../services/execution/compile-cache.ts';
import { type CompiledProgram, decodeCompiled, encodeCompiled } from '../../services/execution/compiled.ts';
import { createGrader } from '../../services/execution/grader.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { openTestWall } from '../support/wall.ts';

const source = c.layout('int main(void) { return 0; }');
const program: CompiledProgram = { ok: true, files: [{ name: 'main', content: Buffer.from('binary'), executable: true }] };

function cacheOn(disk: DiskCache, version = 'gcc 12') {
	const faults: unknown[] = [];
	const cache = new CompileCache({ memoryBytes: 1 << 20, disk, toolchain: async () => version, onFault: (fault) => faults.push(fault) });
	const compile = vi.fn(async () => program);
	return { cache, compile, faults, get: (language = c) => cache.get(language, source, ['gcc'], compile) };
}

/** Resolves when so many programs are kept whole; nothing waits for them to be. */
async function written(folder: string, programs: number): Promise<void> {
	const whole = async () => (await readdir(folder)).filter((name) => !name.endsWith('.new'));
	await vi.waitFor(async () => expect(await whole()).toHaveLength(programs));
}

it('A compiled program is found again by a process that starts later', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.file('compiled'), 1 << 20);
	const first = cacheOn(disk);
	expect(await Promise.all([first.get(), first.get()])).toEqual([program, program]);
	expect(first.compile).toHaveBeenCalledTimes(1);
	await written(folder.file('compiled'), 1);
	const second = cacheOn(await DiskCache.open(folder.file('compiled'), 1 << 20));
	expect(await second.get()).toEqual(program);
	expect(second.compile).not.toHaveBeenCalled();
	expect([second.cache.hits, second.cache.misses]).toEqual([1, 0]);
});

it('What the compiler refused is compiled again by a process that starts later, since its toolchain may have been mended', async () => {
	await using folder = await temporaryFolder();
	const refused = { ok: false as const, message: 'no such header' };
	const { cache, faults } = cacheOn(await DiskCache.open(folder.file('compiled'), 1 << 20));
	const refuse = vi.fn(async () => refused);
	expect([await cache.get(c, source, ['gcc'], refuse), await cache.get(c, source, ['gcc'], refuse)]).toEqual([refused, refused]);
	expect(refuse).toHaveBeenCalledTimes(1);
	const mended = cacheOn(await DiskCache.open(folder.file('compiled'), 1 << 20));
	expect(await mended.get()).toEqual(program);
	await written(folder.file('compiled'), 1);
	expect([...faults, ...mended.faults]).toEqual([]);
});

it('Another version of the compiler, or another language, compiles anew', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.path, 1 << 20);
	await cacheOn(disk).get();
	await written(folder.path, 1);
	const newer = cacheOn(disk, 'gcc 13');
	await newer.get();
	expect(newer.compile).toHaveBeenCalledTimes(1);
	const other = cacheOn(disk);
	await other.get(java);
	expect(other.compile).toHaveBeenCalledTimes(1);
	await written(folder.path, 3);
});

it('A disk that fails is a fault for the log, and no program suffers', async () => {
	await using folder = await temporaryFolder();
	const disk = await DiskCache.open(folder.file('compiled'), 1 << 20);
	await folder[Symbol.asyncDispose]();
	const { get, faults } = cacheOn(disk);
	expect(await get()).toEqual(program);
	await vi.waitFor(() => expect(faults).toHaveLength(1));
});

it('Compiled programs come back from bytes as they were, and other bytes do not come back', async () => {
	const files = fc.array(
		fc.record({ name: fc.string({ minLength: 1 }), executable: fc.boolean(), content: fc.uint8Array().map((bytes) => Buffer.from(bytes)) }),
	);
	const compiled = fc.record({ ok: fc.constant(true as const), files });
	await fc.assert(
		fc.asyncProperty(compiled, async (one) => {
			expect(await decodeCompiled(await encodeCompiled(one), 1 << 20)).toEqual(one);
		}),
	);
	await fc.assert(
		fc.asyncProperty(fc.uint8Array(), async (bytes) => {
			expect(await decodeCompiled(Buffer.from(bytes), 1 << 20)).toBeUndefined();
		}),
	);
	expect(await decodeCompiled(await encodeCompiled(program), 4)).toBeUndefined();
});

it('A grader that starts anew does not compile again what another has compiled, and judges it as well', async () => {
	await using folder = await temporaryFolder();
	const wall = await openTestWall();
	const problem = { id: 'p', tests: [{ kind: 'stdio' as const, input: '2', output: '4' }] };
	const code = '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); printf("%d\\n", 2 * n); }';
	const judge = async () => {
		await using grader = await createGrader({ wall, slots: 1, diskCache: await DiskCache.open(folder.path, 64 << 20) });
		const { verdict } = await grader.grade({ problem, language: 'c', code });
		const { compileCacheHits, compileCacheMisses } = grader.stats();
		return { verdict, compileCacheHits, compileCacheMisses };
	};
	try {
		expect(await judge()).toEqual({ verdict: 'accepted', compileCacheHits: 0, compileCacheMisses: 1 });
		await written(folder.path, 1);
		expect(await judge()).toEqual({ verdict: 'accepted', compileCacheHits: 1, compileCacheMisses: 0 });
	} finally {
		await wall.close();
	}
});
