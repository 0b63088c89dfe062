import { CompareOptionError } from './contract.ts';
import type { Tolerance } from './numerals.ts';

/** The flags of the default output validator of ICPC problem packages. */
export interface IcpcFlags {
	readonly caseSensitive: boolean;
	readonly spaceChangeSensitive: boolean;
	/** Present when any float flag is; a bound that no flag names is 0. */
	readonly tolerance?: Tolerance;
}

const decimal = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads flags such as "case_sensitive float_tolerance 1e-6"; throws `CompareOptionError` at anything else. */
export function parseIcpcFlags(flags: string): IcpcFlags {
	const words = flags.split(/\s+/).filter((word) => word !== '');
	let caseSensitive = false;
	let spaceChangeSensitive = false;
	let absolute: number | undefined;
	let relative: number | undefined;
	for (let index = 0; index < words.length; index++) {
		const flag = words[index];
		const value = () => toleranceValue(String(flag), words[++index]);
		if (flag === 'case_sensitive') caseSensitive = true;
		else if (flag === 'space_change_sensitive') spaceChangeSensitive = true;
		else if (flag === 'float_absolute_tolerance') absolute = value();
		else if (flag === 'float_relative_tolerance') relative = value();
		else if (flag === 'float_tolerance') absolute = relative = value();
		else throw new CompareOptionError(`unknown icpc flag ${JSON.stringify(flag)}`);
	}
	const exact = absolute === undefined && relative === undefined;
	if (exact) return { caseSensitive, spaceChangeSensitive };
	return { caseSensitive, spaceChangeSensitive, tolerance: { absolute: absolute ?? 0, relative: relative ?? 0, bounds: 'either' } };
}

function toleranceValue(flag: string, word: string | undefined): number {
	const value = word !== undefined && decimal.test(word) ? Number(word) : Number.NaN;
	if (!Number.isFinite(value))
		throw new CompareOptionError(`icpc flag ${flag} needs a number that is not negative, not ${JSON.stringify(word ?? '')}`);
	return value;
}
