import type { DatabaseSync } from 'node:sqlite';

const columns = 'v.id, v.digest, v.title, v.tests, v.created_at';

/** The prepared statements of the store. */
export function prepareStatements(database: DatabaseSync) {
	return {
		addSuite: database.prepare('INSERT INTO suites (digest, content, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
		addVersion: database.prepare(
			'INSERT INTO versions (tenant, digest, id, title, tests, created_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
		),
		pointId: database.prepare(
			`INSERT INTO problems (tenant, id, digest) VALUES (?, ?, ?)
			ON CONFLICT (tenant, id) DO UPDATE SET digest = excluded.digest WHERE problems.digest <> excluded.digest`,
		),
		findByDigest: database.prepare(`SELECT ${columns} FROM versions v WHERE v.tenant = ? AND v.digest = ?`),
		findById: database.prepare(
			`SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest WHERE p.tenant = ? AND p.id = ?`,
		),
		readSuite: database.prepare('SELECT content FROM suites WHERE digest = ?'),
		listAfter: database.prepare(
			`SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest
			WHERE p.tenant = ? AND p.id > ? ORDER BY p.id LIMIT ?`,
		),
		searchAfter: database.prepare(
			`SELECT ${columns} FROM problems p JOIN versions v ON v.tenant = p.tenant AND v.digest = p.digest
			WHERE p.tenant = :tenant AND p.id > :after
			AND (instr(lower(p.id), lower(:search)) > 0 OR instr(lower(v.title), lower(:search)) > 0) ORDER BY p.id LIMIT :limit`,
		),
		addOutcome: database.prepare(
			`INSERT INTO outcomes (tenant, digest, test, policy, epoch, passed, judged, timed, cost_ms, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (tenant, digest, test, policy, epoch) DO UPDATE SET
				passed = passed + excluded.passed, judged = judged + excluded.judged,
				timed = timed + excluded.timed, cost_ms = cost_ms + excluded.cost_ms`,
		),
		addSolved: database.prepare(
			`INSERT INTO solved (tenant, digest, policy, epoch, passed, judged) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (tenant, digest, policy, epoch) DO UPDATE SET passed = passed + excluded.passed, judged = judged + excluded.judged`,
		),
		readOutcomes: database.prepare(
			`SELECT test, policy, SUM(passed) AS passed, SUM(judged) AS judged, SUM(timed) AS timed, SUM(cost_ms) AS cost_ms
			FROM outcomes WHERE tenant = ? AND digest = ? AND epoch < ? GROUP BY test, policy ORDER BY MIN(place), test, policy`,
		),
		readSolved: database.prepare(
			`SELECT policy, SUM(passed) AS passed, SUM(judged) AS judged
			FROM solved WHERE tenant = ? AND digest = ? AND epoch < ? GROUP BY policy ORDER BY policy`,
		),
		readEpoch: database.prepare('SELECT COALESCE(MAX(epoch), 0) AS epoch FROM snapshots WHERE tenant = ?'),
		addSnapshot: database.prepare('INSERT INTO snapshots (tenant, id, epoch, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
		findSnapshot: database.prepare('SELECT epoch FROM snapshots WHERE tenant = ? AND id = ?'),
		forgetCalls: database.prepare('DELETE FROM paid_calls WHERE created_at < ?'),
		addCall: database.prepare(
			'INSERT INTO paid_calls (tenant, key, request_digest, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
		),
		findCall: database.prepare('SELECT id, request_digest FROM paid_calls WHERE tenant = ? AND key = ?'),
		readPaid: database.prepare('SELECT position, line FROM paid_lines WHERE call = ?'),
		addPaid: database.prepare('INSERT INTO paid_lines (call, position, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
		readCurriculum: database.prepare('SELECT version, state FROM curricula WHERE tenant = ? AND name = ?'),
		addCurriculum: database.prepare('INSERT INTO curricula (tenant, name, version, state) VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING'),
		changeCurriculum: database.prepare(
			'UPDATE curricula SET version = version + 1, state = ? WHERE tenant = ? AND name = ? AND version = ?',
		),
		addJob: database.prepare("INSERT INTO jobs (id, tenant, status, levels, total, done, created_at) VALUES (?, ?, 'half', ?, ?, 0, ?)"),
		startJob: database.prepare("UPDATE jobs SET status = 'running' WHERE id = ?"),
		forgetHalfJobs: database.prepare("DELETE FROM jobs WHERE status = 'half' AND created_at < ?"),
		addSample: database.prepare('INSERT INTO job_samples (job, position, sample) VALUES (?, ?, ?)'),
		findJob: database.prepare("SELECT * FROM jobs WHERE tenant = ? AND id = ? AND status <> 'half'"),
		listJobs: database.prepare("SELECT * FROM jobs WHERE tenant = ? AND status <> 'half' ORDER BY created_at DESC, id LIMIT ?"),
		listRunning: database.prepare("SELECT * FROM jobs WHERE status = 'running' ORDER BY created_at, id"),
		openSamples: database.prepare(
			'SELECT position, sample FROM job_samples WHERE job = ? AND results IS NULL AND position > ? ORDER BY position LIMIT ?',
		),
		putResult: database.prepare('UPDATE job_samples SET results = ? WHERE job = ? AND position = ? AND results IS NULL'),
		countDone: database.prepare('UPDATE jobs SET done = done + 1 WHERE id = ?'),
		resultsAfter: database.prepare(
			'SELECT position, sample, results FROM job_samples WHERE job = ? AND results IS NOT NULL AND position > ? ORDER BY position LIMIT ?',
		),
		holdJob: database.prepare(
			`UPDATE jobs SET holder = :holder, held_until = :until WHERE id = :id AND status = 'running'
			AND (holder IS NULL OR holder = :holder OR held_until <= :now)`,
		),
		releaseJob: database.prepare('UPDATE jobs SET holder = NULL, held_until = NULL WHERE id = ? AND holder = ?'),
		endJob: database.prepare("UPDATE jobs SET status = ?, reason = ? WHERE id = ? AND status = 'running'"),
		addSubmission: database.prepare('INSERT INTO submissions (tenant, id, problem_id, record) VALUES (?, ?, ?, ?)'),
		forgetSubmissions: database.prepare(
			`DELETE FROM submissions WHERE tenant = :tenant
			AND place <= (SELECT place FROM submissions WHERE tenant = :tenant ORDER BY place DESC LIMIT 1 OFFSET :most)`,
		),
		listSubmissions: database.prepare('SELECT record FROM submissions WHERE tenant = ? ORDER BY place DESC LIMIT ?'),
		listSubmissionsOf: database.prepare('SELECT record FROM submissions WHERE tenant = ? AND problem_id = ? ORDER BY place DESC LIMIT ?'),
		findSubmission: database.prepare('SELECT record FROM submissions WHERE tenant = ? AND id = ?'),
		ping: database.prepare('SELECT 1'),
	};
}
export type Statements = ReturnType<typeof prepareStatements>;
