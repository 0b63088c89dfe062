import { setImmediate as breathe } from 'node:timers/promises';
import { Problem } from '../../testcases/schema.ts';
import { parseJson } from '../contract/json.ts';
import type { RefusedEntry, StoredProblem, UploadResponse } from '../contract/problems.ts';
import { parseShape, ValidationError } from '../contract/validation.ts';
import { AssayError, type ErrorCode, isRefusal } from '../errors.ts';
import type { ProblemStore } from '../store/contract.ts';
import { TextLines } from './lines.ts';

/** An entry of an upload, parsed when its turn comes. */
interface Entry {
	readonly number: number;
	readonly read: () => unknown;
}

/** Stores what an upload holds. A lone problem that is bad is an error; bad entries among others are listed. */
export async function storeUpload(store: ProblemStore, tenant: string, body: unknown): Promise<UploadResponse> {
	const entries = entriesOf(body);
	if (entries === undefined) return { problems: [await store.putProblem(tenant, parseShape(Problem, body))], refused: [] };
	const problems: StoredProblem[] = [];
	const refused: RefusedEntry[] = [];
	for (const { number, read } of entries) {
		try {
			problems.push(await store.putProblem(tenant, parseShape(Problem, read())));
		} catch (error) {
			refused.push(refusal(number, error));
		}
		await breathe();
	}
	if (problems.length === 0) throw nothingStored(refused);
	return { problems, refused };
}

function entriesOf(body: unknown): Iterable<Entry> | undefined {
	if (body instanceof TextLines) return body.lines.map(({ number, bytes }) => ({ number, read: () => parseJson(bytes) }));
	if (Array.isArray(body)) return body.map((value: unknown, index) => ({ number: index + 1, read: () => value }));
	return undefined;
}

function refusal(entry: number, error: unknown): RefusedEntry {
	if (!isRefusal(error)) throw error;
	const errors = error instanceof ValidationError ? { errors: [...error.issues] } : {};
	return { entry, code: error.code, detail: error.message, ...errors };
}

function nothingStored(refused: readonly RefusedEntry[]): AssayError {
	const first = refused[0];
	if (first === undefined) return new AssayError('invalid_request', 'the upload holds no problem');
	const issues = refused.map(({ entry, detail }) => ({ path: `[${entry}]`, message: detail }));
	return new ValidationError(first.code as ErrorCode, `no entry could be used; entry ${first.entry}: ${first.detail}`, issues);
}
