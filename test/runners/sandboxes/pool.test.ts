import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SandboxFault } from '../../../runners/sandboxes/contract.ts';
import { type Lease, SandboxPool } from '../../../runners/sandboxes/pool.ts';
import { createFakeWall } from '../../support/fake-wall.ts';

function poolOf(slots: number) {
	const wall = createFakeWall();
	const faults: unknown[] = [];
	return { wall, faults, pool: new SandboxPool(wall, { slots, onFault: (fault) => faults.push(fault) }) };
}

/** Lets what was started by a release or a discard come to its end. */
const settled = async (pool: SandboxPool) => {
	while (pool.stats().busy > 0) await new Promise(setImmediate);
};

describe('A pool of warm sandboxes', () => {
	test('opens all of them ahead when it is told to', async () => {
		const { wall, pool } = poolOf(3);
		await pool.warm('any');
		await settled(pool);
		expect(wall.opened).toHaveLength(3);
		(await pool.acquire({ language: 'any' })).release();
		expect(wall.opened).toHaveLength(3);
	});

	test('wipes a sandbox that is released before anybody else gets it', async () => {
		const { wall, pool } = poolOf(1);
		(await pool.acquire({ language: 'any' })).release();
		const next = await pool.acquire({ language: 'any' });
		expect(next.sandbox).toBe(wall.opened[0]);
		expect(wall.opened[0]?.wipes).toBe(1);
	});

	test('throws a sandbox away when it is discarded, and opens another', async () => {
		const { wall, pool } = poolOf(1);
		(await pool.acquire({ language: 'any' })).discard();
		const next = await pool.acquire({ language: 'any' });
		expect(next.sandbox).toBe(wall.opened[1]);
		expect(wall.opened[0]?.closed).toBe(true);
		expect(pool.stats()).toMatchObject({ created: 2, discarded: 1 });
	});

	test('throws a sandbox away that cannot be wiped clean, and tells of the fault', async () => {
		const { wall, faults, pool } = poolOf(1);
		const lease = await pool.acquire({ language: 'any' });
		const [first] = wall.opened;
		if (first !== undefined) first.failWipe = new SandboxFault('processes are left');
		lease.release();
		expect((await pool.acquire({ language: 'any' })).sandbox).toBe(wall.opened[1]);
		expect(first?.closed).toBe(true);
		expect(faults).toEqual([new SandboxFault('processes are left')]);
	});

	test('gives whoever names a language a sandbox of its kind, of those that are open before others', async () => {
		const { wall, pool } = poolOf(2);
		(await pool.acquire({ language: 'python' })).release();
		(await pool.acquire({ language: 'java' })).release();
		await settled(pool);
		for (const language of ['java', 'python', 'java']) {
			const lease = await pool.acquire({ language });
			expect(wall.opened.find((sandbox) => sandbox === lease.sandbox)?.kind).toBe(language);
			lease.release();
			await settled(pool);
		}
		expect(wall.opened).toHaveLength(2);
	});

	test('replaces a sandbox of another kind when no slot is left', async () => {
		const { wall, pool } = poolOf(1);
		(await pool.acquire({ language: 'python' })).release();
		const lease = await pool.acquire({ language: 'java' });
		expect(wall.opened.map(({ kind, closed }) => [kind, closed])).toEqual([
			['python', true],
			['java', false],
		]);
		expect(lease.sandbox).toBe(wall.opened[1]);
	});

	test('refuses a language that no sandbox has', async () => {
		const { pool } = poolOf(1);
		await expect(pool.acquire({ language: 'none' })).rejects.toThrow('no sandbox has the toolchain of none');
		expect(pool.has('none')).toBe(false);
	});

	test('gives a kept program to whoever prefers it, unwiped, and to others wiped', async () => {
		const { wall, pool } = poolOf(2);
		(await pool.acquire({ language: 'any' })).release('checker');
		await settled(pool);
		const other = await pool.acquire({ language: 'any' });
		const same = await pool.acquire({ language: 'any', prefer: 'checker' });
		expect(same.loaded).toBe('checker');
		expect(same.sandbox).toBe(wall.opened[0]);
		expect(other.sandbox).not.toBe(same.sandbox);
		expect(wall.opened[0]?.wipes).toBe(0);
		same.release('checker');
		await settled({ stats: () => ({ ...pool.stats(), busy: pool.stats().busy - 1 }) } as SandboxPool);
		const stranger = await pool.acquire({ language: 'any', prefer: 'another' });
		expect(stranger).toMatchObject({ loaded: undefined, sandbox: wall.opened[0] });
		expect(wall.opened[0]?.wipes).toBe(1);
	});

	test('serves those who wait in the order in which they came', async () => {
		const { pool } = poolOf(1);
		let held: Lease = await pool.acquire({ language: 'any' });
		const order: number[] = [];
		const waiting = [1, 2, 3].map((n) =>
			pool.acquire({ language: 'any' }).then((lease) => {
				order.push(n);
				return lease;
			}),
		);
		expect(pool.stats().waiting).toBe(3);
		for (const next of waiting) {
			held.release();
			held = await next;
		}
		expect(order).toEqual([1, 2, 3]);
	});

	test('lets somebody who waits go away, and serves the next', async () => {
		const { pool } = poolOf(1);
		const held = await pool.acquire({ language: 'any' });
		const abort = new AbortController();
		const leaving = pool.acquire({ language: 'any', signal: abort.signal });
		const staying = pool.acquire({ language: 'any' });
		abort.abort(new Error('the client has gone'));
		await expect(leaving).rejects.toThrow('the client has gone');
		held.release();
		(await staying).release();
		await settled(pool);
		expect(pool.stats()).toMatchObject({ busy: 0, waiting: 0 });
	});

	test('refuses at once whoever comes with a signal that is aborted', async () => {
		const { wall, pool } = poolOf(1);
		await expect(pool.acquire({ language: 'any', signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
		expect(wall.opened).toHaveLength(0);
	});

	test('says that no sandbox can be made, and works again when one can', async () => {
		const { wall, pool } = poolOf(1);
		wall.failOpen = new SandboxFault('out of memory');
		await expect(pool.acquire({ language: 'any' })).rejects.toThrow('out of memory');
		wall.failOpen = undefined;
		await expect(pool.acquire({ language: 'any' })).resolves.toBeDefined();
	});

	test('counts a lease that is ended twice once', async () => {
		const { wall, pool } = poolOf(1);
		const lease = await pool.acquire({ language: 'any' });
		lease.release();
		lease.discard();
		lease.release();
		await settled(pool);
		expect(wall.opened[0]).toMatchObject({ wipes: 1, closed: false });
	});

	test('ends every sandbox when it is closed, leased ones too, and gives out no more', async () => {
		const { wall, faults, pool } = poolOf(2);
		await pool.acquire({ language: 'any' });
		(await pool.acquire({ language: 'any' })).release();
		await pool.close();
		expect(wall.opened.map((sandbox) => sandbox.closed)).toEqual([true, true]);
		await expect(pool.acquire({ language: 'any' })).rejects.toThrow('the pool is closed');
		expect(faults).toEqual([]);
	});

	test('rejects those who still wait when it is closed', async () => {
		const { pool } = poolOf(1);
		await pool.acquire({ language: 'any' });
		const waiting = pool.acquire({ language: 'any' });
		await Promise.all([expect(waiting).rejects.toThrow('the pool is closed'), pool.close()]);
	});

	test('never leases a slot twice nor more slots than it has, whatever is done with them', async () => {
		const step = fc.constantFrom('acquire', 'release', 'keep', 'discard', 'abort');
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 40 }), async (slots, steps) => {
				const { wall, pool } = poolOf(slots);
				const held = new Set<Lease>();
				const controllers: AbortController[] = [];
				const pending = new Set<Promise<unknown>>();
				const take = () => {
					const controller = new AbortController();
					controllers.push(controller);
					const taking = pool.acquire({ language: 'any', signal: controller.signal }).then(
						(lease) => {
							expect([...held].some((other) => other.sandbox === lease.sandbox)).toBe(false);
							held.add(lease);
							expect(held.size).toBeLessThanOrEqual(slots);
						},
						() => undefined,
					);
					pending.add(taking);
				};
				for (const what of steps) {
					const [lease] = held;
					if (what === 'acquire') take();
					else if (what === 'abort') controllers.at(-1)?.abort();
					else if (lease !== undefined) {
						held.delete(lease);
						if (what === 'release') lease.release();
						else if (what === 'keep') lease.release('program');
						else lease.discard();
					}
					await new Promise(setImmediate);
				}
				await pool.close();
				await Promise.all(pending);
				expect(wall.opened.filter((sandbox) => !sandbox.closed)).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});
});
