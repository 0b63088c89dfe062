import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startFleet } from '../support/fleet.ts';
import { startHost } from '../support/network.ts';
import { complaints, expectedStatistics, lineCounter, payRollouts } from '../support/rollouts.ts';

const programs = 4000;

test('A worker whose line to Redis is cut and mended again loses no result, doubles none and comes back by itself', {
	timeout: 300_000,
}, async () => {
	using host = startHost(1);
	await using fleet = await startFleet(1, { redis: ['--bind', '127.0.0.1', host.gateway, '--protected-mode', 'no'] });
	const [near] = fleet.workers;
	const far = await fleet.addWorker({
		enter: host.enter,
		settings: { ASSAY_REDIS_URL: `redis://${host.gateway}:${fleet.redis.port}` },
	});
	const { onLine, more } = lineCounter();
	const cutFor = async (ms: number) => {
		await more(150);
		host.cut();
		await delay(ms); // nothing is waited for: this is how long it is cut off
		host.heal();
	};
	const cuts = async () => {
		await cutFor(1_000); // its programs are not yet taken over
		await cutFor(12_000); // they are, and its connections are given up
		await more(1).then(async () => await near?.end('SIGTERM')); // from here on it is the only one
		await cutFor(35_000); // longer than its callers have to renew what they wait for
		const mendedMs = performance.now();
		await more(1);
		console.log(`the worker judges again ${((performance.now() - mendedMs) / 1000).toFixed(1)} s after its line was mended`);
	};
	const [{ lines, statistics }] = await Promise.all([payRollouts(fleet.url, programs, 4, onLine), cuts()]);
	expect(complaints(lines, programs)).toEqual([]);
	expect(statistics).toEqual(expectedStatistics(programs));
	expect(await far.end('SIGTERM')).toBe(0);
});
