import type { Comparator } from './contract.ts';
import { compareTokens } from './walk.ts';

/** Token for token, split at white space, case-sensitive; a line break is white space like any other. */
export const tokens: Comparator = (expected, got) => compareTokens(expected, got, () => false);
