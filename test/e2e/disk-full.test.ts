import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFleet } from '../support/fleet.ts';
import { metric } from '../support/metric.ts';
import { complaints, expectedStatistics, lineCounter, payRollouts } from '../support/rollouts.ts';
import { temporaryFolder } from '../support/temporary.ts';

const programs = 240;

test.skipIf(process.getuid?.() !== 0)(
	'A worker without room on its disk says so, leaves its work to others, and comes back when there is room',
	{ timeout: 120_000 },
	async () => {
		await using mount = await temporaryFolder();
		await using fleet = await startFleet(1);
		const small = await fleet.addWorker({
			enter: ['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o size=16m tmpfs ${mount.path} && exec "$@"`, 'sh'],
			settings: { ASSAY_DATA_DIR: mount.path, ASSAY_DISK_RESERVE_MB: '8' },
		});
		// It is mounted for the worker alone.
		const filler = join(`/proc/${small.child.pid}/root`, mount.path, 'filler');
		const readiness = async () => await (await fetch(`${small.url}/readyz`)).json();
		await expect.poll(async () => await metric('assay_fleet_workers', fleet.url), { timeout: 20_000 }).toBe(2);
		const { onLine, more } = lineCounter();
		const full = async () => {
			await more(20);
			writeFileSync(filler, Buffer.alloc(7 << 20));
			expect(() => writeFileSync(filler, Buffer.alloc(32 << 20))).toThrow(/ENOSPC/);
			await small.says(/"level":50.*no room in the data folder: this worker takes no programs/);
			expect(await readiness()).toEqual({ ready: false, reason: 'no room in the data folder' });
			expect(await metric('assay_disk_full', small.url)).toBe(1);
		};
		const [{ lines, statistics }] = await Promise.all([payRollouts(fleet.url, programs, 4, onLine), full()]);
		expect(complaints(lines, programs)).toEqual([]);
		expect(statistics).toEqual(expectedStatistics(programs));
		await expect.poll(async () => await metric('assay_fleet_workers', fleet.url), { timeout: 20_000 }).toBe(1);

		rmSync(filler);
		await expect.poll(readiness, { timeout: 20_000 }).toEqual({ ready: true });
		expect(await metric('assay_disk_full', small.url)).toBe(0);
		await fleet.workers[0]?.end('SIGTERM');
		expect(complaints((await payRollouts(fleet.url, 20, 1)).lines, 20)).toEqual([]);
	},
);
