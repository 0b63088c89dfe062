import { Client, type ClientConfig, Pool, type PoolClient } from 'pg';
import { z } from 'zod';
import { AssayError } from '../../errors.ts';
import { type Statement, statements } from './statements.ts';
import { columnTypes, toParameter, type Value } from './values.ts';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** Beyond what the server takes: it does not answer at all. */
const graceMs = 5_000;
const idleTimeoutMs = 30_000;

export interface Result {
	readonly rows: readonly unknown[];
	/** Rows that were added, changed or removed. */
	readonly changes: number;
}
export type Run = (statement: Statement, values?: readonly Value[]) => Promise<Result>;

/** One connection of the pool, for as long as it is in use. */
export interface Connection extends Disposable {
	readonly run: Run;
	/**
	 * Begins the n-th transaction of a writer. False when that one was committed already, and only
	 * the answer to its COMMIT was lost; while it is not known, the database waits for its end.
	 */
	begin(writer: string, n: number): Promise<boolean>;
	commit(): Promise<void>;
}

export interface Connections {
	/** `user@host:port/database`. */
	readonly where: string;
	readonly isClosed: () => boolean;
	take(): Promise<Connection>;
	/** A connection of its own for work that may take long, to be ended by the caller. */
	takeApart(timeoutMs: number): Promise<Client>;
	/** Lets what runs end. */
	close(): Promise<void>;
}

/** Connects when somebody asks for it; at most `max` connections. Throws `invalid_request` for an address that cannot be read. */
export function openConnections(url: string, max: number): Connections {
	const where = describeAddress(url);
	const pool = new Pool({ ...configOf(url, statementTimeoutMs), max, idleTimeoutMillis: idleTimeoutMs });
	// An idle connection that is lost has left the pool; whoever needs one gets another.
	pool.on('error', () => undefined);
	return {
		where,
		isClosed: () => pool.ending,
		take: async () => toConnection(await pool.connect()),
		takeApart: async (timeoutMs) => {
			const client = new Client(configOf(url, timeoutMs));
			client.on('error', () => undefined); // the statement that runs is told
			await client.connect();
			return client;
		},
		close: async () => {
			if (!pool.ending) await pool.end();
		},
	};
}

function configOf(url: string, timeoutMs: number): ClientConfig {
	return {
		connectionString: url,
		fallback_application_name: 'assay',
		connectionTimeoutMillis: connectTimeoutMs,
		statement_timeout: timeoutMs,
		query_timeout: timeoutMs + graceMs,
		// Who stands still does not hold up the others.
		idle_in_transaction_session_timeout: statementTimeoutMs,
		keepAlive: true,
		types: columnTypes,
	};
}

/** The error that the driver has for an address holds the whole of it, so it goes no further. */
function describeAddress(url: string): string {
	try {
		const { user, host, port, database } = new Client(url);
		return `${user}@${host}:${port}/${database}`;
	} catch {
		throw new AssayError('invalid_request', 'ASSAY_STORE: not an address of a PostgreSQL database', {
			hint: 'It is postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters of the password are percent-encoded.',
		});
	}
}

/** Of BEGIN, and of the statement that follows it. */
const BeginResults = z.tuple([z.unknown(), z.object({ rowCount: z.number() })]);

function toConnection(client: PoolClient): Connection {
	let sound = true;
	// What goes wrong is told by the statement that runs; without a listener it would end the process.
	const onError = () => {
		sound = false;
	};
	client.on('error', onError);
	const whole = async <T>(work: Promise<T>): Promise<T> => {
		sound = false;
		const result = await work;
		sound = true;
		return result;
	};
	let inTransaction = false;
	return {
		run: async (statement, values = []) => {
			const query = { name: statement, text: statements[statement], values: values.map(toParameter) };
			const { rows, rowCount } = await whole(client.query<Record<string, unknown>>(query));
			return { rows, changes: rowCount ?? 0 };
		},
		begin: async (writer, n) => {
			inTransaction = true;
			const sql = `BEGIN ISOLATION LEVEL READ COMMITTED;
				INSERT INTO writers (id, done, at) VALUES ('${writer}', ${n}, now())
				ON CONFLICT (id) DO UPDATE SET done = excluded.done, at = excluded.at WHERE writers.done < excluded.done`;
			const [, { rowCount }] = BeginResults.parse(await whole(client.query(sql)));
			return rowCount > 0;
		},
		commit: async () => {
			await whole(client.query('COMMIT'));
			inTransaction = false;
		},
		// One on which something went wrong is closed, and so rolled back.
		[Symbol.dispose]: () => {
			client.off('error', onError);
			client.release(!sound || inTransaction);
		},
	};
}
