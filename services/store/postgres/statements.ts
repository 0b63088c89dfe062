const columns = 'v.id, v.digest, v.title, v.tests, v.created_at';
const jobColumns = 'id, tenant, status, levels, total, done, created_at, reason';
/** What is counted now belongs to this epoch: how many snapshots the tenant has taken. */
const epoch = 'SELECT coalesce(max(epoch), 0) FROM snapshots WHERE tenant = $1';

/**
 * The statements of the store; each connection prepares those that it runs, under these names.
 * A statement that adds to several rows locks them in one order, so that no two wait for each other.
 */
export const statements = {
	addSuite: 'INSERT INTO suites (digest, content) VALUES ($1, $2) ON CONFLICT DO NOTHING',
	addVersion: `INSERT INTO versions (tenant, digest, id, title, tests, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
	pointId: `INSERT INTO problems (tenant, id, digest) VALUES ($1, $2, $3)
		ON CONFLICT (tenant, id) DO UPDATE SET digest = excluded.digest WHERE problems.digest <> excluded.digest`,
	findByDigest: `SELECT ${columns} FROM versions v WHERE v.tenant = $1 AND v.digest = $2`,
	findById: `SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest WHERE p.tenant = $1 AND p.id = $2`,
	readSuite: 'SELECT content FROM suites WHERE digest = $1',
	listAfter: `SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest
		WHERE p.tenant = $1 AND p.id > $2 ORDER BY p.id LIMIT $3`,
	searchAfter: `SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest
		WHERE p.tenant = $1 AND p.id > $2
		AND (strpos(lower(p.id COLLATE "C"), lower($3 COLLATE "C")) > 0 OR strpos(lower(v.title COLLATE "C"), lower($3 COLLATE "C")) > 0)
		ORDER BY p.id LIMIT $4`,

	/** Held to the end of the transaction, by many at once: the epoch does not change while somebody counts in it. */
	holdEpoch: 'SELECT pg_advisory_xact_lock_shared(1, hashtext($1))',
	/** Waits for those who hold the epoch. */
	changeEpoch: 'SELECT pg_advisory_xact_lock(1, hashtext($1))',
	addOutcomes: `INSERT INTO outcomes (tenant, digest, test, policy, epoch, passed, judged, timed, cost_ms, place)
		SELECT $1, $2, test, policy, (${epoch}), passed, judged, timed, cost_ms, place
		FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::double precision[], $9::integer[])
			AS added (test, policy, passed, judged, timed, cost_ms, place)
		ORDER BY test COLLATE "C", policy COLLATE "C"
		ON CONFLICT (tenant, digest, test, policy, epoch) DO UPDATE SET
			passed = outcomes.passed + excluded.passed, judged = outcomes.judged + excluded.judged,
			timed = outcomes.timed + excluded.timed, cost_ms = outcomes.cost_ms + excluded.cost_ms`,
	addSolved: `INSERT INTO solved (tenant, digest, policy, epoch, passed, judged)
		SELECT $1, $2, policy, (${epoch}), passed, judged
		FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS added (policy, passed, judged)
		ORDER BY policy COLLATE "C"
		ON CONFLICT (tenant, digest, policy, epoch) DO UPDATE SET
			passed = solved.passed + excluded.passed, judged = solved.judged + excluded.judged`,
	readOutcomes: `SELECT test, policy, sum(passed)::bigint AS passed, sum(judged)::bigint AS judged, sum(timed)::bigint AS timed, sum(cost_ms) AS cost_ms
		FROM outcomes WHERE tenant = $1 AND digest = $2 AND ($3::integer IS NULL OR epoch < $3)
		GROUP BY test, policy ORDER BY min(place), test, policy`,
	readSolved: `SELECT policy, sum(passed)::bigint AS passed, sum(judged)::bigint AS judged
		FROM solved WHERE tenant = $1 AND digest = $2 AND ($3::integer IS NULL OR epoch < $3) GROUP BY policy ORDER BY policy`,
	addSnapshot: `INSERT INTO snapshots (tenant, id, epoch, created_at) VALUES ($1, $2, (${epoch}) + 1, $3) ON CONFLICT DO NOTHING`,
	findSnapshot: 'SELECT epoch FROM snapshots WHERE tenant = $1 AND id = $2',

	/** Those that somebody holds, and all beyond a few, which may have many lines, are left for the next time. */
	forgetCalls: `DELETE FROM paid_calls WHERE id IN
		(SELECT id FROM paid_calls WHERE created_at < $1 ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED)`,
	addCall: `INSERT INTO paid_calls (tenant, key, request_digest, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
	findCall: 'SELECT id, request_digest FROM paid_calls WHERE tenant = $1 AND key = $2',
	readPaid: 'SELECT position, line FROM paid_lines WHERE call = $1',
	addPaid: `INSERT INTO paid_lines (call, position, line)
		SELECT $1, position, line FROM unnest($2::integer[], $3::json[]) AS added (position, line)
		ORDER BY position ON CONFLICT DO NOTHING`,

	readCurriculum: 'SELECT version, state FROM curricula WHERE tenant = $1 AND name = $2',
	addCurriculum: 'INSERT INTO curricula (tenant, name, version, state) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING',
	changeCurriculum: 'UPDATE curricula SET version = version + 1, state = $3 WHERE tenant = $1 AND name = $2 AND version = $4',

	addJob: `INSERT INTO jobs (id, tenant, status, levels, total, done, created_at) VALUES ($1, $2, 'running', $3, $4, 0, $5)`,
	addSamples: `INSERT INTO job_samples (job, position, sample)
		SELECT $1, $2::integer + place - 1, sample FROM json_array_elements($3::json) WITH ORDINALITY AS added (sample, place)`,
	findJob: `SELECT ${jobColumns} FROM jobs WHERE tenant = $1 AND id = $2`,
	listJobs: `SELECT ${jobColumns} FROM jobs WHERE tenant = $1 ORDER BY created_at DESC, id LIMIT $2`,
	listRunning: `SELECT ${jobColumns} FROM jobs WHERE status = 'running' ORDER BY created_at, id`,
	openSamples: 'SELECT position, sample FROM job_samples WHERE job = $1 AND results IS NULL AND position > $2 ORDER BY position LIMIT $3',
	putResult: 'UPDATE job_samples SET results = $1 WHERE job = $2 AND position = $3 AND results IS NULL',
	countDone: 'UPDATE jobs SET done = done + 1 WHERE id = $1',
	resultsAfter: `SELECT position, sample, results FROM job_samples
		WHERE job = $1 AND results IS NOT NULL AND position > $2 ORDER BY position LIMIT $3`,
	/** By the clock of the database, which all processes share. */
	holdJob: `UPDATE jobs SET holder = $2, held_until = clock_timestamp() + $3 * interval '1 millisecond'
		WHERE id = $1 AND status = 'running' AND (holder IS NULL OR holder = $2 OR held_until <= clock_timestamp())`,
	releaseJob: 'UPDATE jobs SET holder = NULL, held_until = NULL WHERE id = $1 AND holder = $2',
	endJob: `UPDATE jobs SET status = $1, reason = $2 WHERE id = $3 AND status = 'running'`,

	addSubmission: 'INSERT INTO submissions (tenant, id, problem_id, record) VALUES ($1, $2, $3, $4)',
	forgetSubmissions: `DELETE FROM submissions WHERE place IN
		(SELECT place FROM submissions WHERE tenant = $1 ORDER BY place DESC OFFSET $2 FOR UPDATE SKIP LOCKED)`,
	listSubmissions: 'SELECT record FROM submissions WHERE tenant = $1 ORDER BY place DESC LIMIT $2',
	listSubmissionsOf: 'SELECT record FROM submissions WHERE tenant = $1 AND problem_id = $2 ORDER BY place DESC LIMIT $3',
	findSubmission: 'SELECT record FROM submissions WHERE tenant = $1 AND id = $2',

	forgetWriters: `DELETE FROM writers WHERE id IN (SELECT id FROM writers WHERE at < now() - interval '1 day' FOR UPDATE SKIP LOCKED)`,
	ping: 'SELECT 1',
} as const;
export type Statement = keyof typeof statements;
