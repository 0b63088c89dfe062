import { ckmeans } from 'simple-statistics';
import type { Grouping } from './contract.ts';

/** Optimal clusters in one dimension (ckmeans: H. Wang, M. Song, 2011); fewer than k where there are fewer different rates. */
export function kmeans(k = 3): Grouping {
	return (passRates) => {
		const different = new Set(passRates).size;
		if (different === 0) return [];
		const clusters = ckmeans([...passRates], Math.min(k, different)); // from low to high
		const groupOf = new Map<number, number>();
		// Where an optimum parts equal rates, all of them go to the harder of the two clusters.
		for (const [index, cluster] of clusters.entries()) {
			for (const rate of cluster) if (!groupOf.has(rate)) groupOf.set(rate, clusters.length - 1 - index);
		}
		return passRates.map((rate) => groupOf.get(rate) ?? 0);
	};
}
