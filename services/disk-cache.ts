import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Entry {
	readonly name: string;
	readonly bytes: number;
	readonly usedMs: number;
}

const digestBytes = 32;
/** So much of the cache stays when it has become too large. */
const kept = 0.8;
/** Others may write to the folder, too: after so much of its size it is looked at. */
const unseen = 0.05;
const isEntry = (name: string) => /^[0-9a-f]{64}$/.test(name);

/**
 * Bytes by key in one folder, of bounded size: those that were used longest ago go first.
 * Processes may share the folder. What is damaged is not there. Keys are SHA-256 in hexadecimal.
 */
export class DiskCache {
	readonly #folder: string;
	readonly #maxBytes: number;
	/** As far as this process knows. */
	#bytes: number;
	/** Written since the folder was looked at. */
	#written = 0;

	private constructor(folder: string, maxBytes: number, bytes: number) {
		this.#folder = folder;
		this.#maxBytes = maxBytes;
		this.#bytes = bytes;
	}

	/** Makes the folder, for this user only. Rejects with the error of the file system. */
	static async open(folder: string, maxBytes: number): Promise<DiskCache> {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const entries = await entriesOf(folder);
		return new DiskCache(
			folder,
			maxBytes,
			entries.reduce((sum, { bytes }) => sum + bytes, 0),
		);
	}

	async get(key: string): Promise<Buffer | undefined> {
		const path = join(this.#folder, key);
		const file = await readFile(path).catch(() => undefined);
		if (file === undefined) return undefined;
		const content = file.subarray(digestBytes);
		if (!digestOf(content).equals(file.subarray(0, digestBytes))) {
			await rm(path, { force: true });
			return undefined;
		}
		const now = new Date();
		await utimes(path, now, now).catch(() => undefined); // another process may just have removed it
		return content;
	}

	/** Whole or not at all, whatever happens meanwhile. Rejects with the error of the file system. */
	async put(key: string, content: Buffer): Promise<void> {
		if (content.length + digestBytes > this.#maxBytes * kept) return;
		const draft = join(this.#folder, `${randomUUID()}.new`);
		try {
			await writeFile(draft, Buffer.concat([digestOf(content), content]), { mode: 0o600, flag: 'wx' });
			await rename(draft, join(this.#folder, key));
		} catch (error) {
			await rm(draft, { force: true });
			throw error;
		}
		this.#bytes += content.length + digestBytes;
		this.#written += content.length + digestBytes;
		if (this.#bytes > this.#maxBytes || this.#written > this.#maxBytes * unseen) await this.#look();
	}

	/** And makes room, if need be. */
	async #look(): Promise<void> {
		this.#written = 0;
		const entries = (await entriesOf(this.#folder)).sort((a, b) => a.usedMs - b.usedMs);
		this.#bytes = entries.reduce((sum, { bytes }) => sum + bytes, 0);
		if (this.#bytes <= this.#maxBytes) return;
		for (const { name, bytes } of entries) {
			if (this.#bytes <= this.#maxBytes * kept) return;
			await rm(join(this.#folder, name), { force: true });
			this.#bytes -= bytes;
		}
	}
}

/** Also sees to what a process that was killed has left half written. */
async function entriesOf(folder: string): Promise<Entry[]> {
	const entries: Entry[] = [];
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		const found = await stat(path).catch(() => undefined);
		if (found === undefined || !found.isFile()) continue;
		if (isEntry(name)) entries.push({ name, bytes: found.size, usedMs: found.mtimeMs });
		else if (name.endsWith('.new') && Date.now() - found.mtimeMs > draftLifeMs) await rm(path, { force: true });
	}
	return entries;
}

/**
 * A cache of so many MiB. Undefined when it is 0, and when it cannot be opened, which is a fault to
 * be told of, and no reason not to work.
 */
export async function openDiskCache(folder: string, maxMb: number, onFault: (fault: unknown) => void): Promise<DiskCache | undefined> {
	if (maxMb === 0) return undefined;
	try {
		return await DiskCache.open(folder, maxMb * 2 ** 20);
	} catch (error) {
		onFault(error);
		return undefined;
	}
}

const draftLifeMs = 600_000;

function digestOf(content: Buffer): Buffer {
	return createHash('sha256').update(content).digest();
}
