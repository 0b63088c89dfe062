import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Turnstile } from '../../services/execution/turnstile.ts';

const settled = () => new Promise((done) => setImmediate(done));

/** Work that goes on until it is told to end, and what goes on at a time. */
class Site {
	readonly turnstile: Turnstile;
	readonly going = new Map<string, () => void>();

	constructor(slots: number) {
		this.turnstile = new Turnstile(slots);
	}

	async come(name: string): Promise<void> {
		const work = () =>
			new Promise<void>((end) => {
				this.going.set(name, () => {
					this.going.delete(name);
					end();
				});
			});
		await (name.startsWith('alone') ? this.turnstile.alone(work) : this.turnstile.shared(work));
	}

	/** Resolves when all that may go on does. */
	async arrive(...names: readonly string[]): Promise<void> {
		for (const name of names) void this.come(name);
		await settled();
	}

	async end(name: string): Promise<void> {
		this.going.get(name)?.();
		await settled();
	}

	get names(): string[] {
		return [...this.going.keys()].sort();
	}
}

test('A run alone waits for those before it, and those after it wait for it', async () => {
	const site = new Site(2);
	await site.arrive('shared 1', 'shared 2', 'alone', 'shared 3');
	expect(site.names).toEqual(['shared 1', 'shared 2']);
	await site.end('shared 1');
	expect(site.names).toEqual(['shared 2']);
	await site.end('shared 2');
	expect(site.names).toEqual(['alone']);
	await site.end('alone');
	expect(site.names).toEqual(['shared 3']);
});

test('On a machine of many slots, those that wait to be alone go together, one in four slots, and others then follow', async () => {
	const site = new Site(8);
	await site.arrive('shared 1', 'alone 1', 'shared 2', 'alone 2', 'alone 3', 'shared 3');
	expect(site.names).toEqual(['shared 1']);
	await site.end('shared 1');
	expect(site.names).toEqual(['alone 1', 'alone 2']);
	await site.arrive('alone 4');
	await site.end('alone 1');
	expect(site.names).toEqual(['alone 2', 'alone 3']);
	await site.end('alone 2');
	await site.end('alone 3');
	expect(site.names).toEqual(['shared 2', 'shared 3']);
	await site.end('shared 2');
	await site.end('shared 3');
	expect(site.names).toEqual(['alone 4']);
});

test('Work that fails lets the next in', async () => {
	const turnstile = new Turnstile(2);
	await expect(turnstile.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	await expect(turnstile.shared(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await turnstile.alone(async () => 'in')).toBe('in');
});

test('Whatever comes and ends, nothing goes on beside what is alone but a few that are alone, too, and all get in', async () => {
	const arrivals = fc.array(fc.record({ alone: fc.boolean(), endsFirst: fc.nat(3) }), { maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 20 }), arrivals, async (slots, some) => {
			const site = new Site(slots);
			const been = new Set<string>();
			const look = () => {
				const alone = site.names.filter((name) => name.startsWith('alone')).length;
				for (const name of site.names) been.add(name);
				expect(alone === 0 || alone === site.going.size).toBe(true);
				expect(alone).toBeLessThanOrEqual(Math.max(1, slots / 4));
			};
			const all = some.map(async ({ alone }, index) => await site.come(`${alone ? 'alone' : 'shared'} ${index}`));
			await settled();
			for (const { endsFirst } of some) {
				look();
				await site.end(site.names[endsFirst] ?? '');
			}
			while (site.going.size > 0) {
				look();
				await site.end(site.names[0] ?? '');
			}
			await Promise.all(all);
			expect(been.size).toBe(some.length);
		}),
	);
});
