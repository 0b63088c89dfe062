import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAssay } from '../test/support/command.ts';
import { type Bench, median } from './bench.ts';
import { pay, program, tests } from './pay.ts';

const programs = 120;
const cores = availableParallelism();

/**
 * What a trainer gets: tests per second and core through one call of POST /v1/rewards,
 * every program different, with as many slots as there are cores; next to the bare fork
 * loop of `fork_floor.py` on as many cores, in turns.
 */
export const rewards: Bench = {
	name: 'rewards',
	title: `Python tests through POST /v1/rewards, ${programs} programs with ${tests.length} trivial tests`,
	async run({ rounds }) {
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		const service = startAssay([
			'serve',
			'--port',
			'0',
			'--slots',
			String(cores),
			'--data-dir',
			join(folder, 'data'),
			'--log-level',
			'error',
		]);
		try {
			const [, url = ''] = await service.says(/assay listens on (\S+)/);
			const path = join(folder, 'main.py');
			writeFileSync(path, program);
			await pay(url, 'warm-up', cores * 2);
			const figures = { perCoreSecond: [] as number[], busy: [] as number[], floor: [] as number[] };
			for (let round = 0; round < rounds; round++) {
				const before = busySeconds();
				const seconds = await pay(url, `round ${round}`, programs);
				figures.busy.push((100 * (busySeconds() - before)) / (seconds * cores));
				figures.perCoreSecond.push((programs * tests.length) / seconds / cores);
				figures.floor.push(await floorPerCoreSecond(path));
			}
			const [paid, floor] = [median(figures.perCoreSecond), median(figures.floor)];
			return [
				{ what: `through POST /v1/rewards, ${cores} slots`, value: paid, unit: 'tests/s/core' },
				{
					what: `bare forks of a warm interpreter, ${cores} loops at once, no isolation`,
					value: floor,
					unit: 'tests/s/core',
					ratio: floor / paid,
					ratioOf: 'of what is paid',
				},
				{ what: 'of the time the cores were busy', value: median(figures.busy), unit: '%' },
			];
		} finally {
			service.child.kill('SIGTERM');
			await service.finished;
			rmSync(folder, { recursive: true });
		}
	},
};

async function floorPerCoreSecond(path: string): Promise<number> {
	const loops = Array.from({ length: cores }, () =>
		['/usr/bin/python3', join(import.meta.dirname, 'fork_floor.py'), path, '1000'].join(' '),
	);
	const said = execFileSync('/bin/sh', ['-c', `${loops.map((loop) => `${loop} &`).join(' ')} wait`], { encoding: 'utf8' });
	const each = said.trim().split('\n').map(Number);
	return 1000 / (each.reduce((sum, milliseconds) => sum + milliseconds, 0) / each.length);
}

/** Seconds of work of all processors so far. */
function busySeconds(): number {
	const [user = 0, nice = 0, system = 0, _idle, _waiting, interrupts = 0, soft = 0] = (
		readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
	)
		.trim()
		.split(/\s+/)
		.slice(1)
		.map(Number);
	return (user + nice + system + interrupts + soft) / 100;
}
