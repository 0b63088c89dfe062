import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../contract.ts';
import type { SuiteCacheOptions } from '../suite-cache.ts';
import { openContext } from './context.ts';
import { sqliteCurricula } from './curricula.ts';
import { sqliteJobs } from './jobs.ts';
import { migrate } from './migrations.ts';
import { sqlitePayments } from './payments.ts';
import { sqliteProblems } from './problems.ts';
import { sqliteStatistics } from './statistics.ts';
import { sqliteSubmissions } from './submissions.ts';

export interface SqliteStoreOptions extends Pick<SuiteCacheOptions, 'cacheBytes'> {
	/** The database file; `:memory:` keeps nothing. */
	readonly file: string;
	readonly now?: () => Date;
}

/** How long a process waits for others that write. */
const timeoutMs = 5_000;
const pauseMs = 20;

/** Opens the embedded store, creating or upgrading its file. Several processes may share the file. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
	if (options.file !== ':memory:') await mkdir(dirname(options.file), { recursive: true, mode: 0o700 });
	const database = new DatabaseSync(options.file, { timeout: timeoutMs });
	try {
		await enterWalMode(database);
		database.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
		migrate(database);
		return assemble(database, options);
	} catch (error) {
		database.close();
		throw error;
	}
}

/** SQLite waits for other processes everywhere but here: where two make a file at the same time, one is refused at once. */
async function enterWalMode(database: DatabaseSync): Promise<void> {
	const end = performance.now() + timeoutMs;
	for (;;) {
		try {
			return database.exec('PRAGMA journal_mode = WAL');
		} catch (error) {
			if (!isBusy(error) || performance.now() > end) throw error;
			await delay(pauseMs);
		}
	}
}

const sqliteBusy = 5;
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;

function assemble(database: DatabaseSync, { cacheBytes, now = () => new Date() }: SqliteStoreOptions): Store {
	const context = openContext(database, now);
	const { count, ...statistics } = sqliteStatistics(context);
	const close = async () => {
		if (database.isOpen) database.close();
	};
	return {
		...sqliteProblems(context, { cacheBytes }),
		...statistics,
		...sqlitePayments(context, count),
		...sqliteCurricula(context),
		...sqliteJobs(context, count),
		...sqliteSubmissions(context),
		ping: async () => {
			context.statements.ping.get();
		},
		close,
		[Symbol.asyncDispose]: close,
	};
}
