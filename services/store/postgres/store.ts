import type { Store } from '../contract.ts';
import type { SuiteCacheOptions } from '../suite-cache.ts';
import { type Connections, openConnections } from './connections.ts';
import { openContext, withPatience } from './context.ts';
import { postgresCurricula } from './curricula.ts';
import { unavailable } from './failures.ts';
import { postgresJobs } from './jobs.ts';
import { migrate } from './migrations.ts';
import { postgresPayments } from './payments.ts';
import { postgresProblems } from './problems.ts';
import { postgresStatistics } from './statistics.ts';
import { postgresSubmissions } from './submissions.ts';

export interface PostgresStoreOptions extends SuiteCacheOptions {
	/** `postgres://user:password@host:port/database`. */
	readonly url: string;
	/** Connections at the same time, at most. */
	readonly connections: number;
	/** How long is waited for a database that is out of reach; default 15 s. */
	readonly patienceMs?: number;
	readonly now?: () => Date;
}

/**
 * Opens the shared store, creating or upgrading its tables. Any number of processes may use one
 * database. Throws `store_unavailable` with the reason when the database cannot be used.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
	const connections = openConnections(options.url, options.connections);
	try {
		const { patienceMs = 15_000 } = options;
		await withPatience(async () => await migrate(connections), connections, patienceMs);
		return await assemble(connections, { ...options, patienceMs });
	} catch (error) {
		await connections.close();
		throw error;
	}
}

async function assemble(
	connections: Connections,
	{ patienceMs, now = () => new Date(), ...cacheOptions }: PostgresStoreOptions & { readonly patienceMs: number },
): Promise<Store> {
	const context = openContext(connections, { now, patienceMs });
	await context.transaction(async (run) => await run('forgetWriters'));
	const { count, ...statistics } = postgresStatistics(context);
	const close = async () => await connections.close();
	return {
		...postgresProblems(context, cacheOptions),
		...statistics,
		...postgresPayments(context, count),
		...postgresCurricula(context),
		...postgresJobs(context, count),
		...postgresSubmissions(context),
		ping: async () => await ping(connections),
		close,
		[Symbol.asyncDispose]: close,
	};
}

/** Whether it answers now, without patience. */
async function ping(connections: Connections): Promise<void> {
	try {
		using connection = await connections.take();
		await connection.run('ping');
	} catch (error) {
		throw unavailable(connections.where, error);
	}
}
