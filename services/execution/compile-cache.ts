import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Command, Source } from '../../runners/languages/contract.ts';
import type { SandboxFile } from '../../runners/sandboxes/contract.ts';

/** What compiling a source gave: files to run it from, or the compiler's words. */
export type Compiled = { readonly ok: true; readonly files: readonly SandboxFile[] } | { readonly ok: false; readonly message: string };

/** Compiled programs by the content of their source; the same source is compiled once even when many ask at once. */
export class CompileCache {
	readonly #done: LRUCache<string, Compiled>;
	readonly #running = new Map<string, Promise<Compiled>>();
	hits = 0;
	misses = 0;

	constructor(maxBytes: number) {
		this.#done = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeOf });
	}

	/** A rejection of `compile` (a fault of ours) is not kept. */
	async get(key: string, compile: () => Promise<Compiled>): Promise<Compiled> {
		const known = this.#done.get(key) ?? this.#running.get(key);
		if (known !== undefined) {
			this.hits++;
			return known;
		}
		this.misses++;
		const running = compile();
		this.#running.set(key, running);
		try {
			const compiled = await running;
			this.#done.set(key, compiled);
			return compiled;
		} finally {
			this.#running.delete(key);
		}
	}
}

/** The key of a source and the command that compiles it. */
export function compileKey(language: string, source: Source, command: Command): string {
	return createHash('sha256')
		.update(JSON.stringify([language, command, source]))
		.digest('hex');
}

function sizeOf(compiled: Compiled): number {
	return compiled.ok ? compiled.files.reduce((sum, file) => sum + file.content.length, 1) : compiled.message.length + 1;
}
