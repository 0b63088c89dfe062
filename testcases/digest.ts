import { createHash } from 'node:crypto';

const digestPattern = /^sha256:[0-9a-f]{64}$/;

/** JSON with the keys of every object sorted, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) => (isPlainObject(inner) ? sortKeys(inner) : inner));
}

/** The content address of a canonical text: `sha256:` and 64 hexadecimal digits. */
export function digestOf(canonical: string): string {
	return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}

export const isDigest = (text: string): boolean => digestPattern.test(text);

function sortKeys(object: Record<string, unknown>): Record<string, unknown> {
	const sorted = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(sorted);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
