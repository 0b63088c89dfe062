import type { Client } from 'pg';
import { z } from 'zod';
import { refuseNewerSchema } from '../schema-version.ts';
import type { Connections } from './connections.ts';

/**
 * Applied in order. Never edit one that was released: add another.
 *
 * Names are compared by code point. JSON is kept as its text (`json`), since programs may hold
 * NUL and lone surrogates, which `jsonb` refuses. Suites are compressed already.
 */
const migrations: readonly string[] = [
	`CREATE TABLE writers (
		id uuid PRIMARY KEY,
		done bigint NOT NULL,       -- its last transaction
		at timestamptz NOT NULL
	) WITH (fillfactor = 50);
	CREATE TABLE suites (
		digest text COLLATE "C" PRIMARY KEY,
		content bytea NOT NULL      -- canonical JSON, zstd
	);
	ALTER TABLE suites ALTER content SET STORAGE EXTERNAL;
	CREATE TABLE versions (
		tenant text COLLATE "C" NOT NULL,
		digest text COLLATE "C" NOT NULL REFERENCES suites (digest),
		id text COLLATE "C" NOT NULL,
		title text COLLATE "C",
		tests integer NOT NULL,
		created_at timestamptz NOT NULL,
		PRIMARY KEY (tenant, digest)
	);
	CREATE TABLE problems (
		tenant text COLLATE "C" NOT NULL,
		id text COLLATE "C" NOT NULL,
		digest text COLLATE "C" NOT NULL,
		PRIMARY KEY (tenant, id),
		FOREIGN KEY (tenant, digest) REFERENCES versions (tenant, digest)
	);
	CREATE TABLE outcomes (
		tenant text COLLATE "C" NOT NULL,
		digest text COLLATE "C" NOT NULL,
		test text COLLATE "C" NOT NULL,
		policy text COLLATE "C" NOT NULL,
		epoch integer NOT NULL,     -- snapshots of the tenant that were taken before
		passed bigint NOT NULL,
		judged bigint NOT NULL,
		timed bigint NOT NULL,      -- runs whose cost is known
		cost_ms double precision NOT NULL, -- their sum
		place integer NOT NULL,     -- keeps the order in which tests were first seen
		PRIMARY KEY (tenant, digest, test, policy, epoch)
	);
	CREATE TABLE solved (
		tenant text COLLATE "C" NOT NULL,
		digest text COLLATE "C" NOT NULL,
		policy text COLLATE "C" NOT NULL,
		epoch integer NOT NULL,
		passed bigint NOT NULL,
		judged bigint NOT NULL,
		PRIMARY KEY (tenant, digest, policy, epoch)
	);
	CREATE TABLE snapshots (
		tenant text COLLATE "C" NOT NULL,
		id text COLLATE "C" NOT NULL,
		epoch integer NOT NULL,     -- it holds what was counted in the epochs before this one
		created_at timestamptz NOT NULL,
		PRIMARY KEY (tenant, id)
	);
	CREATE TABLE curricula (
		tenant text COLLATE "C" NOT NULL,
		name text COLLATE "C" NOT NULL,
		version bigint NOT NULL,    -- counts changes, from 1
		state json NOT NULL,
		PRIMARY KEY (tenant, name)
	);
	CREATE TABLE jobs (
		id text COLLATE "C" PRIMARY KEY,
		tenant text COLLATE "C" NOT NULL,
		status text COLLATE "C" NOT NULL,
		levels json NOT NULL,
		total integer NOT NULL,
		done integer NOT NULL,
		created_at timestamptz NOT NULL,
		reason text COLLATE "C",
		holder text COLLATE "C",    -- who works on it
		held_until timestamptz      -- others may take it then
	);
	CREATE INDEX running_jobs ON jobs (created_at, id) WHERE status = 'running';
	CREATE TABLE job_samples (
		job text COLLATE "C" NOT NULL REFERENCES jobs (id),
		position integer NOT NULL,
		sample json NOT NULL,
		results json,
		PRIMARY KEY (job, position)
	);
	CREATE INDEX open_samples ON job_samples (job, position) WHERE results IS NULL;
	CREATE TABLE paid_calls (
		id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		tenant text COLLATE "C" NOT NULL,
		key text COLLATE "C" NOT NULL,
		request_digest text COLLATE "C" NOT NULL,
		created_at timestamptz NOT NULL,
		UNIQUE (tenant, key)
	);
	CREATE INDEX paid_calls_by_age ON paid_calls (created_at);
	CREATE TABLE paid_lines (
		call bigint NOT NULL REFERENCES paid_calls (id) ON DELETE CASCADE,
		position integer NOT NULL,
		line json NOT NULL,
		PRIMARY KEY (call, position)
	);`,
	`CREATE INDEX jobs_by_age ON jobs (tenant, created_at);
	CREATE TABLE submissions (
		place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order in which they were kept
		tenant text COLLATE "C" NOT NULL,
		id text COLLATE "C" NOT NULL,
		problem_id text COLLATE "C" NOT NULL,
		record json NOT NULL,
		UNIQUE (tenant, id)
	);
	CREATE INDEX submissions_by_place ON submissions (tenant, place);
	CREATE INDEX submissions_by_problem ON submissions (tenant, problem_id, place);`,
];

/** The schema that this version knows. */
export const newestSchema = migrations.length;
/** Any number that others do not use. */
const lock = 617_373_617;
/** A migration may rewrite large tables, and another process may be at it. */
const timeoutMs = 3_600_000;

/** Brings a database to the newest schema, each migration all or nothing. Processes that start at the same time take turns. */
export async function migrate(connections: Connections): Promise<void> {
	const client = await connections.takeApart(timeoutMs);
	try {
		await client.query('SELECT pg_advisory_lock($1)', [lock]);
		const current = await readSchema(client);
		refuseNewerSchema(current, newestSchema, 'ASSAY_STORE');
		if (current === 0) await client.query(tableOfMigrations);
		for (const [version, migration] of [...migrations.entries()].slice(current)) {
			await client.query(`BEGIN; ${migration}; INSERT INTO migrations (version) VALUES (${version + 1}); COMMIT`);
		}
	} finally {
		await client.end(); // and with it the lock
	}
}

const tableOfMigrations =
	'CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())';
const Found = z.tuple([z.object({ found: z.boolean() })]);
const Version = z.tuple([z.object({ version: z.number() })]);

/** The schema that a database has; 0 where there is none yet. */
export async function readSchema(client: Client): Promise<number> {
	const [{ found }] = Found.parse((await client.query("SELECT to_regclass('migrations') IS NOT NULL AS found")).rows);
	if (!found) return 0;
	return Version.parse((await client.query('SELECT coalesce(max(version), 0) AS version FROM migrations')).rows)[0].version;
}
