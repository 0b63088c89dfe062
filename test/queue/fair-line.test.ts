import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FairLine } from '../../services/queue/fair-line.ts';

it('gives out every entry once, each tenant in its order, and no tenant twice while another waits', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }), (tenants) => {
			const line = new FairLine<{ tenant: string; index: number }>();
			for (const [index, tenant] of tenants.entries()) line.add(tenant, { tenant, index });
			const left = new Map(['a', 'b', 'c'].map((tenant) => [tenant, tenants.filter((other) => other === tenant).length]));
			let last: string | undefined;
			const lastIndex = new Map<string, number>();
			for (let entry = line.take(); entry !== undefined; entry = line.take()) {
				const others = [...left].some(([tenant, count]) => tenant !== entry?.tenant && count > 0);
				if (others) expect(entry.tenant).not.toBe(last);
				expect(entry.index).toBeGreaterThan(lastIndex.get(entry.tenant) ?? -1);
				lastIndex.set(entry.tenant, entry.index);
				left.set(entry.tenant, (left.get(entry.tenant) ?? 0) - 1);
				last = entry.tenant;
			}
			expect([...left.values()]).toEqual([0, 0, 0]);
			expect(line.size).toBe(0);
		}),
	);
});
