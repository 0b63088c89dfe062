import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { canonicalJson, digestOf } from '../../testcases/digest.ts';
import type { Problem } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A problem as it lies in the database. */
export interface EncodedSuite {
	readonly digest: string;
	readonly content: Buffer;
	/** Length of the JSON text. */
	readonly bytes: number;
}

/** Throws `invalid_request` where the id could not be found again. */
export async function encodeSuite(problem: Problem): Promise<EncodedSuite> {
	if (!problem.id.isWellFormed()) throw new AssayError('invalid_request', 'id: holds half of a surrogate pair');
	const canonical = canonicalJson(problem);
	const json = Buffer.from(canonical, 'utf8');
	return { digest: digestOf(canonical), content: await compress(json), bytes: json.length };
}

export interface DecodedSuite {
	readonly problem: Problem;
	/** Length of the JSON text. */
	readonly bytes: number;
}

/** The problem again; throws when the content is not what its digest says. */
export async function decodeSuite(digest: string, content: Uint8Array): Promise<DecodedSuite> {
	const json = await decompress(content);
	const canonical = json.toString('utf8');
	if (digestOf(canonical) !== digest) throw new AssayError('internal_error', `the stored suite ${digest} is damaged`);
	return { problem: JSON.parse(canonical) as Problem, bytes: json.length };
}
