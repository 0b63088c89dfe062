import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AssayError } from '../../errors.ts';
import type { Connections, Run } from './connections.ts';
import { failureOf, unavailable } from './failures.ts';
import type { Statement } from './statements.ts';
import type { Value } from './values.ts';

/**
 * What the parts of the store share.
 *
 * The database may restart, or be out of reach for a moment, at any time. Whatever fails by
 * that is done again until it succeeds or patience is over (`store_unavailable`). For reading that
 * is safe. A transaction that was not committed has left nothing; but when the connection is
 * lost during COMMIT, nobody here knows whether it was. So each transaction also writes its number
 * into the row of its writer, and does nothing when it finds it there. A writer is a name
 * that has one transaction at a time.
 */
export interface PostgresContext {
	readonly now: () => Date;
	/** The rows of a statement that changes nothing. */
	read(statement: Statement, values?: readonly Value[]): Promise<readonly unknown[]>;
	/** Does the work in one transaction, exactly once: all of it, or nothing when it throws. The work may be begun several times. */
	transaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
}

export interface ContextOptions {
	readonly now: () => Date;
	/** How long is waited for a database that is out of reach. */
	readonly patienceMs: number;
}

const pauseMs = 100;

interface Writer {
	readonly id: string;
	/** Its transactions so far. */
	done: number;
}

export function openContext(connections: Connections, { now, patienceMs }: ContextOptions): PostgresContext {
	const idleWriters: Writer[] = [];
	const patiently = async <T>(work: () => Promise<T>) => await withPatience(work, connections, patienceMs);
	return {
		now,

		async read(statement, values) {
			return await patiently(async () => {
				using connection = await connections.take();
				return (await connection.run(statement, values)).rows;
			});
		},

		async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
			const writer = idleWriters.pop() ?? { id: randomUUID(), done: 0 };
			let last: { readonly result: T } | undefined;
			const result = await patiently(async () => {
				using connection = await connections.take();
				const isNew = await connection.begin(writer.id, writer.done + 1);
				if (!isNew && last !== undefined) return last.result;
				last = { result: await work(connection.run) };
				await connection.commit();
				return last.result;
			});
			// One that has failed is not used again: whether its last transaction was committed may be unknown.
			writer.done++;
			idleWriters.push(writer);
			return result;
		},
	};
}

/** Does the work again while it fails by what may pass. */
export async function withPatience<T>(work: () => Promise<T>, { where, isClosed }: Connections, patienceMs: number): Promise<T> {
	const end = performance.now() + patienceMs;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (isClosed()) throw new AssayError('shutting_down', 'the store is closed', { cause: error });
			const failure = failureOf(error);
			if (failure === 'ours') throw error;
			if (failure === 'standing' || performance.now() > end) throw unavailable(where, error);
			await delay(pauseMs);
		}
	}
}
