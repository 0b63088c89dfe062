import { join } from 'node:path';
import { javascript } from '../runners/languages/javascript/manifest.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import { type Bench, median } from './bench.ts';
import { type Sum, throughGrader, throughProcess } from './one-slot.ts';

const code = "console.log(require('fs').readFileSync(0, 'utf8').trim().split(' ').map(Number).reduce((a, b) => a + b))\n";
const sum: Sum = {
	language: 'javascript',
	main: 'main.js',
	code,
	// With the stack and the heap that a test has without the launcher, too.
	command: javascript.run(javascript.layout(code), { memoryMb: 512 }),
};
const repository = join(import.meta.dirname, '..');

/** Milliseconds for one trivial JavaScript test on one slot: through the launcher, and by a Node of its own in the same wall, in turns. */
export const javascriptLauncher: Bench = {
	name: 'javascript-launcher',
	title: 'Milliseconds per JavaScript test, one slot',
	async run({ rounds }) {
		const wall = await openLocalWall({ repository, node: process.execPath });
		try {
			const times = { launcher: [] as number[], cold: [] as number[] };
			for (let round = 0; round < rounds; round++) {
				times.launcher.push(await throughGrader(wall, sum));
				times.cold.push(await throughProcess(wall, sum));
			}
			const [launcher, cold] = [median(times.launcher), median(times.cold)];
			return [
				{ what: 'through the launcher, whole path from suite to verdicts', value: launcher, unit: 'ms' },
				{
					what: 'a Node process for each test in the same wall',
					value: cold,
					unit: 'ms',
					ratio: cold / launcher,
					ratioOf: 'of the launcher',
				},
			];
		} finally {
			await wall.close();
		}
	},
};
