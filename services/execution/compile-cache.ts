import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Command, Language, Source } from '../../runners/languages/contract.ts';
import type { DiskCache } from '../disk-cache.ts';
import { inSpan } from '../spans.ts';
import { type Compiled, decodeCompiled, encodeCompiled, sizeOf } from './compiled.ts';

export interface CompileCacheOptions {
	readonly memoryBytes: number;
	/** Outlives this process; absent: nothing does. */
	readonly disk?: DiskCache | undefined;
	/** What compiles in a language here, so that another version of it has entries of its own. */
	readonly toolchain: (language: Language) => Promise<string>;
	/** Called with how long a compilation took, whatever came of it. */
	readonly onCompiled?: (language: string, durationMs: number) => void;
	/** Called when the disk fails; what is compiled is still used. */
	readonly onFault: (fault: unknown) => void;
}

const expandedMaxBytes = 512 << 20;

/** Compiled programs by the content of their source; the same source is compiled once even when many ask at once. */
export class CompileCache {
	readonly #options: CompileCacheOptions;
	readonly #done: LRUCache<string, Compiled>;
	readonly #running = new Map<string, Promise<Compiled>>();
	hits = 0;
	misses = 0;

	constructor(options: CompileCacheOptions) {
		this.#options = options;
		this.#done = new LRUCache({ maxSize: options.memoryBytes, sizeCalculation: sizeOf });
	}

	/** A rejection of `compile` (a fault of ours) is not kept. */
	async get(language: Language, source: Source, command: Command, compile: () => Promise<Compiled>): Promise<Compiled> {
		const key = keyOf([language.name, command, source]);
		const known = this.#done.get(key) ?? this.#running.get(key);
		if (known !== undefined) {
			this.hits++;
			return known;
		}
		const running = this.#findOrCompile(language, key, compile);
		this.#running.set(key, running);
		try {
			const compiled = await running;
			this.#done.set(key, compiled);
			return compiled;
		} finally {
			this.#running.delete(key);
		}
	}

	async #findOrCompile(language: Language, key: string, compile: () => Promise<Compiled>): Promise<Compiled> {
		const { disk, toolchain, onFault } = this.#options;
		if (disk === undefined) return await this.#compile(language, compile);
		const diskKey = keyOf([key, await toolchain(language)]);
		const bytes = await disk.get(diskKey);
		const found = bytes === undefined ? undefined : await decodeCompiled(bytes, expandedMaxBytes);
		if (found !== undefined) {
			this.hits++;
			return found;
		}
		const compiled = await this.#compile(language, compile);
		// What was refused may be taken when the toolchain was mended.
		if (!compiled.ok) return compiled;
		encodeCompiled(compiled)
			.then((encoded) => disk.put(diskKey, encoded))
			.catch(onFault); // nobody has to wait for it
		return compiled;
	}

	async #compile({ name }: Language, compile: () => Promise<Compiled>): Promise<Compiled> {
		this.misses++;
		const startedMs = performance.now();
		try {
			return await inSpan('compile', { attributes: { 'assay.language': name } }, compile);
		} finally {
			this.#options.onCompiled?.(name, performance.now() - startedMs);
		}
	}
}

function keyOf(content: unknown): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
