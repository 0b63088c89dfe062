import { expect, it } from 'vitest';
import { type Fleet, simulateStep } from '../../bench/fleet-simulation.ts';

const costs = { slotMs: 100, apiMs: 2, workerMs: 0, redisMs: 0.2, redisCommands: 10, redisKb: 5, postgresMs: 1, postgresWrites: 1 };
const fleet: Fleet = { apis: 4, redises: 1, postgresCores: 2, slots: 10 };
const step = { costs, fleet, problems: 64, samples: 16, spreadSeconds: 0, seed: 1 };

it('A step takes as long as its narrowest part has work', () => {
	const { lastSeconds } = simulateStep(step);
	const slotsSeconds = (64 * 16 * 0.1) / 10;
	expect(lastSeconds).toBeGreaterThan(0.9 * slotsSeconds);
	expect(lastSeconds).toBeLessThan(1.15 * slotsSeconds);
	const slowApi = simulateStep({ ...step, costs: { ...costs, apiMs: 100 }, fleet: { ...fleet, apis: 1 } });
	expect(slowApi.lastSeconds).toBeGreaterThanOrEqual(64 * 16 * 0.1);
});

it('A step with the same seed is the same, and one with programs that come later does not end earlier', () => {
	expect(simulateStep(step)).toEqual(simulateStep(step));
	const spread = simulateStep({ ...step, spreadSeconds: 30 });
	expect(spread.lastSeconds).toBeGreaterThan(spread.lastArrivalSeconds);
	expect(spread.lastArrivalSeconds).toBeGreaterThan(15);
	expect(spread.medianWaitSeconds).toBeLessThan(simulateStep(step).medianWaitSeconds);
});
