import type { DatabaseSync } from 'node:sqlite';
import { refuseNewerSchema } from '../schema-version.ts';

/** Applied in order; `user_version` counts those that were. Never edit one that was released: add another. */
const migrations: readonly string[] = [
	`CREATE TABLE suites (
		digest TEXT PRIMARY KEY,
		content BLOB NOT NULL,      -- canonical JSON, zstd
		bytes INTEGER NOT NULL      -- length of the JSON
	) WITHOUT ROWID, STRICT;
	CREATE TABLE versions (
		tenant TEXT NOT NULL,
		digest TEXT NOT NULL REFERENCES suites (digest),
		id TEXT NOT NULL,
		title TEXT,
		tests INTEGER NOT NULL,
		created_at TEXT NOT NULL,
		PRIMARY KEY (tenant, digest)
	) WITHOUT ROWID, STRICT;
	CREATE TABLE problems (
		tenant TEXT NOT NULL,
		id TEXT NOT NULL,
		digest TEXT NOT NULL,
		PRIMARY KEY (tenant, id),
		FOREIGN KEY (tenant, digest) REFERENCES versions (tenant, digest)
	) WITHOUT ROWID, STRICT;`,
	`CREATE TABLE outcomes (
		tenant TEXT NOT NULL,
		digest TEXT NOT NULL,
		test TEXT NOT NULL,
		policy TEXT NOT NULL,
		epoch INTEGER NOT NULL,     -- snapshots of the tenant that were taken before
		passed INTEGER NOT NULL,
		judged INTEGER NOT NULL,
		timed INTEGER NOT NULL,     -- runs whose cost is known
		cost_ms REAL NOT NULL,      -- their sum
		place INTEGER NOT NULL,     -- keeps the order in which tests were first seen
		PRIMARY KEY (tenant, digest, test, policy, epoch)
	) WITHOUT ROWID, STRICT;
	CREATE TABLE solved (
		tenant TEXT NOT NULL,
		digest TEXT NOT NULL,
		policy TEXT NOT NULL,
		epoch INTEGER NOT NULL,
		passed INTEGER NOT NULL,
		judged INTEGER NOT NULL,
		PRIMARY KEY (tenant, digest, policy, epoch)
	) WITHOUT ROWID, STRICT;
	CREATE TABLE snapshots (
		tenant TEXT NOT NULL,
		id TEXT NOT NULL,
		epoch INTEGER NOT NULL,     -- it holds what was counted in the epochs before this one
		created_at TEXT NOT NULL,
		PRIMARY KEY (tenant, id)
	) STRICT;`,
	`CREATE TABLE curricula (
		tenant TEXT NOT NULL,
		name TEXT NOT NULL,
		version INTEGER NOT NULL,   -- counts changes, from 1
		state TEXT NOT NULL,        -- JSON
		PRIMARY KEY (tenant, name)
	) STRICT;`,
	`CREATE TABLE jobs (
		id TEXT PRIMARY KEY,
		tenant TEXT NOT NULL,
		status TEXT NOT NULL,
		levels TEXT NOT NULL,       -- JSON
		total INTEGER NOT NULL,
		done INTEGER NOT NULL,
		created_at TEXT NOT NULL,
		reason TEXT
	) STRICT;
	CREATE TABLE job_samples (
		job TEXT NOT NULL REFERENCES jobs (id),
		position INTEGER NOT NULL,
		sample TEXT NOT NULL,       -- JSON
		results TEXT,               -- JSON
		PRIMARY KEY (job, position)
	) WITHOUT ROWID, STRICT;
	CREATE INDEX open_samples ON job_samples (job, position) WHERE results IS NULL;`,
	`CREATE TRIGGER forget_samples BEFORE DELETE ON jobs BEGIN
		DELETE FROM job_samples WHERE job = OLD.id;
	END;`,
	`CREATE TABLE paid_calls (
		id INTEGER PRIMARY KEY,
		tenant TEXT NOT NULL,
		key TEXT NOT NULL,
		request_digest TEXT NOT NULL,
		created_at TEXT NOT NULL,
		UNIQUE (tenant, key)
	) STRICT;
	CREATE INDEX paid_calls_by_age ON paid_calls (created_at);
	CREATE TABLE paid_lines (
		call INTEGER NOT NULL REFERENCES paid_calls (id) ON DELETE CASCADE,
		position INTEGER NOT NULL,
		line TEXT NOT NULL,         -- JSON
		PRIMARY KEY (call, position)
	) WITHOUT ROWID, STRICT;`,
	`ALTER TABLE jobs ADD COLUMN holder TEXT;     -- who works on it
	ALTER TABLE jobs ADD COLUMN held_until TEXT; -- others may take it then`,
	`CREATE INDEX jobs_by_age ON jobs (tenant, created_at);
	CREATE TABLE submissions (
		place INTEGER PRIMARY KEY,  -- the order in which they were kept
		tenant TEXT NOT NULL,
		id TEXT NOT NULL,
		problem_id TEXT NOT NULL,
		record TEXT NOT NULL,       -- JSON
		UNIQUE (tenant, id)
	) STRICT;
	CREATE INDEX submissions_by_place ON submissions (tenant, place);
	CREATE INDEX submissions_by_problem ON submissions (tenant, problem_id, place);`,
];

/** Brings a database to the newest schema, all or nothing. */
export function migrate(database: DatabaseSync): void {
	database.exec('BEGIN IMMEDIATE');
	try {
		const current = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
		refuseNewerSchema(current, migrations.length, 'ASSAY_DATA_DIR');
		for (const migration of migrations.slice(current)) database.exec(migration);
		database.exec(`PRAGMA user_version = ${migrations.length}`);
		database.exec('COMMIT');
	} catch (error) {
		database.exec('ROLLBACK');
		throw error;
	}
}
