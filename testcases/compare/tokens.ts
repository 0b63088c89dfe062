import type { Comparator } from './contract.ts';
import { compareTokens } from './walk.ts';

/** Token for token, split at white space, case-sensitive; line breaks count as any white space. */
export const tokens: Comparator = (expected, got) => compareTokens(expected, got, () => false);
