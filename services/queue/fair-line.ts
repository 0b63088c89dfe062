/** A line in which tenants take turns, and the entries of one tenant go by priority, and then in their order. */
export class FairLine<Entry> {
	/** Insertion order is the order of turns; a tenant's entries are by priority. */
	readonly #tenants = new Map<string, Map<number, Set<Entry>>>();
	#size = 0;

	get size(): number {
		return this.#size;
	}

	add(tenant: string, entry: Entry, priority = 0): void {
		const levels = this.#tenants.get(tenant) ?? new Map<number, Set<Entry>>();
		const entries = levels.get(priority) ?? new Set();
		this.#tenants.set(tenant, levels.set(priority, entries.add(entry)));
		this.#size += 1;
	}

	/** Takes the next entry of the tenant whose turn it is; that tenant then goes to the end. */
	take(): Entry | undefined {
		for (const [tenant, levels] of this.#tenants) {
			this.#tenants.delete(tenant);
			for (const entry of levels.get(Math.max(...levels.keys())) ?? []) {
				this.#drop(levels, entry);
				if (levels.size > 0) this.#tenants.set(tenant, levels);
				return entry;
			}
		}
		return undefined;
	}

	/** All entries, in no order that means anything. */
	*[Symbol.iterator](): Generator<Entry> {
		for (const levels of this.#tenants.values()) for (const entries of levels.values()) yield* entries;
	}

	/** Whether the entry was in the line. */
	remove(tenant: string, entry: Entry): boolean {
		const levels = this.#tenants.get(tenant);
		if (levels === undefined || !this.#drop(levels, entry)) return false;
		if (levels.size === 0) this.#tenants.delete(tenant);
		return true;
	}

	#drop(levels: Map<number, Set<Entry>>, entry: Entry): boolean {
		for (const [priority, entries] of levels) {
			if (!entries.delete(entry)) continue;
			if (entries.size === 0) levels.delete(priority);
			this.#size -= 1;
			return true;
		}
		return false;
	}
}
