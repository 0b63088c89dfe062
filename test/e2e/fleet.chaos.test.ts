import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEngine } from '../support/docker-engine.ts';
import { startFleet } from '../support/fleet.ts';
import { repository } from '../support/local-wall.ts';
import { startPostgres } from '../support/postgres.ts';
import { complaints, disturbances, expectedStatistics, payRollouts } from '../support/rollouts.ts';

const programs = Number(process.env.CHAOS_PROGRAMS ?? 10_000);
const batches = 20;
/** At the end of each stretch something happens. */
const stretches = 14;

test(`Of ${programs} programs every one is paid and counted once, and rightly, while all parts of a fleet are killed`, {
	timeout: 7_200_000,
}, async () => {
	await using resources = new AsyncDisposableStack();
	const postgres = resources.use(await startPostgres({ fsync: 'on' }));
	const engine = await startEngine();
	resources.defer(async () => await engine.stop());
	execFileSync(join(repository, 'deploy/images/build.sh'), ['python'], {
		stdio: 'inherit',
		env: { ...process.env, DOCKER_HOST: engine.host },
	});
	const fleet = resources.use(await startFleet(2, { settings: { ASSAY_STORE: await postgres.newDatabase() } }));
	const contained = await fleet.addWorker({ settings: { ASSAY_WALL: 'docker', ASSAY_CONTAINER_HOST: engine.host } });

	const replaceWorker = (signal: NodeJS.Signals) => async () => {
		const oldest = fleet.workers.find((worker) => worker !== contained);
		await Promise.all([oldest?.end(signal), fleet.addWorker()]);
	};
	const kill = replaceWorker('SIGKILL');
	const crashRedis = async () => await fleet.redis.kill().then(fleet.redis.start);
	const plan: readonly (readonly [string, () => Promise<unknown>])[] = [
		['a worker is killed', kill],
		['Redis crashes', crashRedis],
		['a worker is stopped', replaceWorker('SIGTERM')],
		['the container engine is restarted', engine.restart],
		['a worker is killed', kill],
		['PostgreSQL crashes', async () => await postgres.stop('immediate').then(postgres.start)],
		['a worker is killed', kill],
		['the process that answers is killed', async () => await fleet.restartApi('SIGKILL')],
		['a worker is killed', kill],
		['a worker is killed while Redis crashes', async () => await Promise.all([kill(), crashRedis()])],
		['a worker is stopped', replaceWorker('SIGTERM')],
		['the process that answers is stopped', async () => await fleet.restartApi('SIGTERM')],
		['the process that answers is killed while a worker is', async () => await Promise.all([kill(), fleet.restartApi('SIGKILL')])],
	];
	const startedMs = performance.now();
	const events = disturbances(
		plan.map(([name, what], index) => ({
			after: Math.floor(((index + 1) * programs) / stretches),
			what: async () => {
				const beganMs = performance.now();
				await what();
				const seconds = (ms: number) => ((ms - startedMs) / 1000).toFixed(0);
				console.log(`${seconds(beganMs)} to ${seconds(performance.now())} s: ${name}`);
			},
		})),
	);
	const { lines, statistics } = await payRollouts(fleet.url, programs, batches, events.onLine, true);
	await events.all;
	console.log(`${programs} programs paid in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
	expect(complaints(lines, programs)).toEqual([]);
	expect(statistics).toEqual(expectedStatistics(programs));
	expect(await contained.end('SIGTERM')).toBe(0);
});
