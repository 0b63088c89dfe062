import type { Grouping } from './contract.ts';

/** Groups of about the same size: a test goes by the middle of the ranks that its rate takes, the easiest first. */
export function quantiles(k = 3): Grouping {
	return (passRates) =>
		passRates.map((rate) => {
			const easier = passRates.filter((other) => other > rate).length;
			const equal = passRates.filter((other) => other === rate).length;
			return Math.min(k - 1, Math.floor((k * (easier + equal / 2)) / passRates.length));
		});
}
