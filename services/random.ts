/**
 * Random numbers that are a function of a seed and a place in the sequence, so that, for one,
 * a curriculum goes on after a restart exactly as it would have (SplitMix64, G. Steele
 * et al., 2014, by the upper 53 bits).
 *
 * @returns a number from 0 up to, not including, 1
 */
export function randomAt(seed: number, place: number): number {
	let state = mask(BigInt(seed) * stride + (BigInt(place) + 1n) * golden);
	state = mask((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
	state = mask((state ^ (state >> 27n)) * 0x94d049bb133111ebn);
	return Number((state ^ (state >> 31n)) >> 11n) / 2 ** 53;
}

const golden = 0x9e3779b97f4a7c15n;
/** Odd, so that different seeds start at different places. */
const stride = 0xd1342543de82ef95n;
const mask = (value: bigint): bigint => BigInt.asUintN(64, value);
