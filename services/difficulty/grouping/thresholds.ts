import type { Grouping } from './contract.ts';

/** Read off figure 5 of the MiMo-7B report: easy from 0.7, medium from 0.3, hard below. */
export const defaultCuts = [0.7, 0.3] as const;

/** Fixed cuts, from high to low: a test is as hard as there are cuts above its rate. */
export function thresholds(cuts: readonly number[] = defaultCuts): Grouping {
	return (passRates) => passRates.map((rate) => cuts.filter((cut) => rate < cut).length);
}
