import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { z } from 'zod';
import type { SandboxFile } from '../../runners/sandboxes/contract.ts';

/** What compiling a source gave: files to run it from, or the compiler's words. */
export type Compiled = CompiledProgram | { readonly ok: false; readonly message: string };
export interface CompiledProgram {
	readonly ok: true;
	readonly files: readonly SandboxFile[];
}

/** What stands before the contents of the files, one after the other. */
const Head = z.object({
	ok: z.literal(true),
	files: z.array(z.object({ name: z.string(), executable: z.boolean(), bytes: z.number().int().min(0) })),
});
const lengthBytes = 4;
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function sizeOf(compiled: Compiled): number {
	return compiled.ok ? compiled.files.reduce((sum, file) => sum + file.content.length, 1) : compiled.message.length + 1;
}

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** As compressed bytes, for a cache outside of this process. */
export async function encodeCompiled({ ok, files }: CompiledProgram): Promise<Buffer> {
	const head = Buffer.from(
		JSON.stringify({ ok, files: files.map(({ name, executable, content }) => ({ name, executable, bytes: content.length })) }),
	);
	const length = Buffer.alloc(lengthBytes);
	length.writeUInt32LE(head.length);
	return await compress(Buffer.concat([length, head, ...files.map(({ content }) => content)]), fast);
}

/** The inverse; undefined for bytes that are something else. */
export async function decodeCompiled(bytes: Buffer, maxBytes: number): Promise<CompiledProgram | undefined> {
	try {
		const all = await decompress(bytes, { maxOutputLength: maxBytes });
		const begin = lengthBytes + all.readUInt32LE(0);
		const head = Head.parse(JSON.parse(all.subarray(lengthBytes, begin).toString()));
		let at = begin;
		const files = head.files.map(({ name, executable, bytes: size }) => {
			at += size;
			return { name, executable, content: all.subarray(at - size, at) };
		});
		return at === all.length ? { ok: true, files } : undefined;
	} catch {
		return undefined;
	}
}
