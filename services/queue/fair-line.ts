/** A line in which tenants take turns, and the entries of one tenant keep their order. */
export class FairLine<Entry> {
	/** Insertion order is the order of turns. */
	readonly #tenants = new Map<string, Set<Entry>>();
	#size = 0;

	get size(): number {
		return this.#size;
	}

	add(tenant: string, entry: Entry): void {
		const entries = this.#tenants.get(tenant);
		if (entries === undefined) this.#tenants.set(tenant, new Set([entry]));
		else entries.add(entry);
		this.#size += 1;
	}

	/** Takes the oldest entry of the tenant whose turn it is; that tenant then goes to the end. */
	take(): Entry | undefined {
		for (const [tenant, entries] of this.#tenants) {
			this.#tenants.delete(tenant);
			for (const entry of entries) {
				entries.delete(entry);
				this.#size -= 1;
				if (entries.size > 0) this.#tenants.set(tenant, entries);
				return entry;
			}
		}
		return undefined;
	}

	/** Whether the entry was in the line. */
	remove(tenant: string, entry: Entry): boolean {
		const entries = this.#tenants.get(tenant);
		if (entries?.delete(entry) !== true) return false;
		this.#size -= 1;
		if (entries.size === 0) this.#tenants.delete(tenant);
		return true;
	}
}
