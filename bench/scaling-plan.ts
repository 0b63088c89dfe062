import type { Bench, Figure } from './bench.ts';
import { type Costs, measureCosts } from './fleet-costs.ts';
import { type Fleet, simulateStep } from './fleet-simulation.ts';

const tests = 100;
const stepSeconds = 60;
const slotsOfWorker = 16;
/** Of a processor that serves in turn, such as that of Redis, so much may be used before waiting for it counts. */
const mostBusy = 0.7;
const loads = [
	{ problems: 512, samples: 32 },
	{ problems: 5120, samples: 32 },
] as const;

/**
 * What a fleet needs for steps of reinforcement learning: the costs of a program are
 * measured here and now, and the steps are simulated with them.
 */
export const scalingPlan: Bench = {
	name: 'scaling-plan',
	title: `Workers, Redis and PostgreSQL for RL steps of ${stepSeconds} s, simulated from costs that were measured in this run`,
	async run({ rounds }) {
		const costs = await measureCosts(rounds, tests);
		return [...costFigures(costs), ...loads.flatMap(({ problems, samples }) => planFigures(costs, problems, samples))];
	},
};

function costFigures(costs: Costs): Figure[] {
	const figure = (what: string, value: number, unit: string): Figure => ({ what, value, unit, group: `a program of ${tests} tests costs` });
	return [
		figure('of a slot', costs.slotMs, 'ms'),
		figure('of a slot, for a test', costs.slotMs / tests, 'ms'),
		figure('of the processor of the process that answers', costs.apiMs, 'ms'),
		figure('of the processor of the worker, its sandboxes not counted', costs.workerMs, 'ms'),
		figure('of the processor of Redis', costs.redisMs, 'ms'),
		figure('commands of Redis', costs.redisCommands, ''),
		figure('to and from Redis', costs.redisKb, 'KiB'),
		figure('of the processors of PostgreSQL', costs.postgresMs, 'ms'),
		figure('writing transactions of PostgreSQL', costs.postgresWrites, ''),
	];
}

/** The smallest fleet that has paid the last program of a step before the next one begins, whether they come at once or as they are generated. */
function planFigures(costs: Costs, problems: number, samples: number): Figure[] {
	const programs = problems * samples;
	const perSecond = programs / stepSeconds;
	const group = `${problems} problems x ${samples} samples x ${tests} tests each ${stepSeconds} s`;
	const figure = (what: string, value: number, unit: string): Figure => ({ what, value, unit, group });
	const busy = (ms: number) => (perSecond * ms) / 1000;
	const base = { apis: Math.ceil(busy(costs.apiMs) / mostBusy), redises: Math.max(1, Math.ceil(busy(costs.redisMs) / mostBusy)) };
	const step = (fleet: Fleet, spreadSeconds: number) => simulateStep({ costs, fleet, problems, samples, spreadSeconds, seed: 1 });
	const postgresCores = Math.max(1, Math.ceil(busy(costs.postgresMs) / mostBusy));
	const fleetOf = (workers: number): Fleet => ({ ...base, postgresCores, slots: workers * slotsOfWorker });
	let workers = Math.floor(busy(costs.slotMs) / slotsOfWorker) + 1;
	while (step(fleetOf(workers), 0).lastSeconds > stepSeconds) workers++;
	const fleet = fleetOf(workers);
	const [atOnce, asGenerated, oneApi] = [step(fleet, 0), step(fleet, stepSeconds / 2), step({ ...fleet, apis: 1 }, 0)];
	return [
		figure('programs', programs, ''),
		figure(`workers with ${slotsOfWorker} slots on as many cores`, workers, ''),
		figure('processes that answer', base.apis, ''),
		figure('of the core of one Redis, on average', 100 * busy(costs.redisMs), '%'),
		figure('commands of Redis', perSecond * costs.redisCommands, 'a second'),
		figure('to and from Redis', (perSecond * costs.redisKb) / 1024, 'MiB a second'),
		figure('Redis servers, of one fleet each', base.redises, ''),
		figure('cores of PostgreSQL, busy', busy(costs.postgresMs), ''),
		figure('writing transactions of PostgreSQL', perSecond * costs.postgresWrites, 'a second'),
		figure('the last reward after the step began, all programs at once', atOnce.lastSeconds, 's'),
		figure('the same with a single process that answers', oneApi.lastSeconds, 's'),
		figure(
			`the last reward after the last sample, samples over ${stepSeconds / 2} s`,
			asGenerated.lastSeconds - asGenerated.lastArrivalSeconds,
			's',
		),
		figure(`a reward after its sample, samples over ${stepSeconds / 2} s, median`, asGenerated.medianWaitSeconds, 's'),
	];
}
