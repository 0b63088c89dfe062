import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/**
 * What a key is good for: looking on, without the tests of problems; judging and rewards; labelling and its
 * jobs; or everything, the process's own figures included.
 */
export const Scope = z.enum(['view', 'grade', 'label', 'admin']);
export type Scope = z.infer<typeof Scope>;

const Programs = z.number().int().min(1).max(1e12);

/** A key as it is kept: by its hash, so that who reads the file cannot use it. */
export const KeyRecord = z.strictObject({
	name: z.string().min(1).max(100).describe('For the log; one of a kind.'),
	tenant: z.string().min(1).max(100).default('default').describe('Whose problems, jobs and statistics it sees.'),
	sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not 64 hexadecimal digits'),
	scopes: z.array(Scope).min(1),
	programs_per_minute: Programs.optional(),
	programs_per_day: Programs.optional(),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

/** A key that is still to be made. */
export const NewKey = KeyRecord.omit({ sha256: true });
export type NewKey = z.infer<typeof NewKey>;

export const KeysFile = z
	.strictObject({ keys: z.array(KeyRecord) })
	.refine(({ keys }) => new Set(keys.map(({ name }) => name)).size === keys.length, 'two keys have one name');
export type KeysFile = z.infer<typeof KeysFile>;

const keyBytes = 24;

/** A new key and its record; the key itself is kept nowhere. */
export function makeKey(record: NewKey): { readonly key: string; readonly record: KeyRecord } {
	const key = `assay_${randomBytes(keyBytes).toString('base64url')}`;
	return { key, record: recordOf(key, record) };
}

/** The record of a key that is known as a text. */
export function recordOf(key: string, record: NewKey): KeyRecord {
	return { ...record, sha256: sha256(key).toString('hex') };
}

/** Who may grade or label may see tests with their expected outputs. */
export const seesTests: readonly Scope[] = ['grade', 'label'];

export const mayDo = ({ scopes }: Pick<KeyRecord, 'scopes'>, any: readonly Scope[]): boolean =>
	scopes.includes('admin') || any.some((scope) => scopes.includes(scope));

/** Finds the record of a key: all are compared, each in constant time. */
export class KeyRing {
	readonly records: readonly KeyRecord[];
	readonly #hashes: readonly Buffer[];

	constructor(records: readonly KeyRecord[]) {
		this.records = records;
		this.#hashes = records.map((record) => Buffer.from(record.sha256, 'hex'));
	}

	find(key: string): KeyRecord | undefined {
		const given = sha256(key);
		return this.records.filter((_, index) => timingSafeEqual(this.#hashes[index] ?? Buffer.alloc(given.length), given))[0];
	}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
