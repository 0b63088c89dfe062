import type { DatabaseSync } from 'node:sqlite';
import { prepareStatements, type Statements } from './statements.ts';

/** What the parts of the store share. */
export interface SqliteContext {
	readonly statements: Statements;
	readonly now: () => Date;
	/** Does the work in one transaction: all of it, or nothing when it throws. */
	transaction<T>(work: () => T): T;
}

export function openContext(database: DatabaseSync, now: () => Date): SqliteContext {
	return {
		statements: prepareStatements(database),
		now,
		transaction(work) {
			database.exec('BEGIN IMMEDIATE');
			try {
				const result = work();
				database.exec('COMMIT');
				return result;
			} catch (error) {
				database.exec('ROLLBACK');
				throw error;
			}
		},
	};
}
