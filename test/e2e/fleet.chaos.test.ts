import { expect, test } from 'vitest';
import { startFleet } from '../support/fleet.ts';
import { complaints, disturbances, payRollouts } from '../support/rollouts.ts';

const programs = Number(process.env.CHAOS_PROGRAMS ?? 10_000);
const batches = 20;
/** Of ten stretches each ends with a worker that is killed, and a new one; twice Redis crashes. */
const stretch = Math.floor(programs / 11);

test(`Of ${programs} programs every one is paid once and rightly while workers are killed and Redis crashes`, {
	timeout: 7_200_000,
}, async () => {
	await using fleet = await startFleet(3);
	const replaceWorker = async (signal: NodeJS.Signals) => await Promise.all([fleet.workers[0]?.end(signal), fleet.addWorker()]);
	const events = disturbances(
		Array.from({ length: 10 }, (_, index) => ({
			after: (index + 1) * stretch,
			what: async () => {
				const stopped = replaceWorker(index % 3 === 2 ? 'SIGTERM' : 'SIGKILL');
				if (index % 5 === 3) await fleet.redis.kill().then(fleet.redis.start);
				await stopped;
			},
		})),
	);
	const { lines, statistics } = await payRollouts(fleet.url, programs, batches, events.onLine);
	await events.all;
	expect(complaints(lines, programs)).toEqual([]);
	const passing = (most: number) => Array.from({ length: programs }, (_, n) => n % 4).filter((kind) => kind < most).length;
	expect(statistics).toEqual({
		samples: programs,
		tests: [3, 2, 1].map((most, index) => ({ id: `up to ${[1, 5, 9][index]}`, passed: passing(most), judged: programs })),
	});
});
