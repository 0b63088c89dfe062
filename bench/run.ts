import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure, Gap } from './bench.ts';
import { compiledPrograms } from './cpp.ts';
import { curriculum } from './curriculum.ts';
import { humanevalJava } from './humaneval-java.ts';
import { label } from './label.ts';
import { javascriptLauncher, pythonLauncher } from './launchers.ts';
import { lazyEvaluation } from './lazy-evaluation.ts';
import { peers } from './peers.ts';
import { programs } from './programs.ts';
import { queue } from './queue.ts';
import { rewards } from './rewards.ts';
import { scaling } from './scaling.ts';
import { scalingPlan } from './scaling-plan.ts';
import { smallBatch } from './small-batch.ts';
import { store } from './store.ts';
import { toolchains } from './toolchains.ts';

/** `make bench`: every bench, or those named on the command line; results also go to bench/results. */
const benches: readonly Bench[] = [
	pythonLauncher,
	javascriptLauncher,
	...toolchains,
	humanevalJava,
	compiledPrograms,
	rewards,
	smallBatch,
	scaling,
	programs,
	lazyEvaluation,
	label,
	curriculum,
	store,
	queue,
	scalingPlan,
];
/** Those with a target of their own, since they install what others would not want, or take long. */
const others: readonly Bench[] = [peers];
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const every = Number(process.env.BENCH_EVERY ?? 10);

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? benches : [...benches, ...others].filter(({ name }) => wanted.includes(name));
if (chosen.length === 0) {
	console.error(`no bench of that name; there are: ${[...benches, ...others].map(({ name }) => name).join(', ')}`);
	process.exit(2);
}
const machine = {
	processor: cpus()[0]?.model ?? 'unknown',
	cores: cpus().length,
	memoryGb: Math.round(totalmem() / 2 ** 30),
	kernel: release(),
	node: process.version,
};
const settings = `BENCH_ROUNDS=${rounds} BENCH_EVERY=${every}`;
for (const bench of chosen) {
	const missing = bench.missing?.();
	if (missing !== undefined) {
		console.log(`\n${bench.title}: not measured, ${missing}`);
		continue;
	}
	const figures = await bench.run({ rounds, every });
	console.log(`\n${bench.title} (${settings}; ${machine.processor}, ${machine.cores} cores)`);
	for (const [group, lines] of Map.groupBy(figures, (figure) => figure.group)) {
		console.log(group === undefined ? '' : `\n${group}:\n`);
		for (const one of lines) console.log(line(one));
	}
	const folder = join(import.meta.dirname, 'results');
	mkdirSync(folder, { recursive: true });
	const result = {
		bench: bench.name,
		date: new Date().toISOString(),
		command: `make ${bench.target ?? `bench BENCH=${bench.name}`} ${settings}`,
		machine,
		figures,
	};
	writeFileSync(join(folder, `${bench.name}.json`), `${JSON.stringify(result, null, '\t')}\n`);
}

function line(line: Figure | Gap): string {
	if ('reason' in line) return `${'-'.padStart(9)} ${line.what}: not measured, ${line.reason}`;
	const { what, value, unit, ratio, ratioOf } = line;
	const figure = `${value.toFixed(2).padStart(9)} ${unit}`;
	return `${figure}  ${what}${ratio === undefined ? '' : `  (${ratio.toFixed(2)} x ${ratioOf})`}`;
}
