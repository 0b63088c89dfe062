import { randomAt } from '../random.ts';

const resamples = 2000;
/** Fixed, so that the same values always have the same interval. */
const seed = 20250101;

export interface Estimate {
	readonly value: number;
	/** The 95 % interval. */
	readonly low: number;
	readonly high: number;
}

/** The mean of values, one for each problem, with its percentile bootstrap interval over problems (B. Efron, 1979); null for none. */
export function bootstrapMean(values: readonly number[]): Estimate | null {
	if (values.length === 0) return null;
	const means = Array.from({ length: resamples }, (_, sample) => {
		let sum = 0;
		for (let place = 0; place < values.length; place++)
			sum += values[Math.floor(randomAt(seed, sample * values.length + place) * values.length)] ?? 0;
		return sum / values.length;
	}).sort((a, b) => a - b);
	const at = (share: number) => means[Math.round(share * (resamples - 1))] ?? 0;
	return { value: values.reduce((sum, value) => sum + value, 0) / values.length, low: at(0.025), high: at(0.975) };
}
