import { apps, taco } from './apps.ts';
import { codecontests } from './codecontests.ts';
import { codeforces } from './codeforces.ts';
import type { FormatReader } from './contract.ts';
import { deepcoder } from './deepcoder.ts';
import { humaneval } from './humaneval.ts';
import { humanevalX } from './humaneval-x.ts';
import { icpc } from './icpc/index.ts';
import { ioi } from './ioi.ts';
import { kodcode } from './kodcode.ts';
import { leetcode } from './leetcode.ts';
import { livecodebench } from './livecodebench.ts';
import { mbpp } from './mbpp.ts';
import { native } from './native.ts';
import { synthetic1 } from './synthetic1.ts';
import { verl } from './verl.ts';

/** Every format that can be imported. A new one is a new file and a line here. */
export const formats: readonly FormatReader[] = [
	native,
	humaneval,
	humanevalX,
	mbpp,
	livecodebench,
	apps,
	taco,
	codecontests,
	verl,
	deepcoder,
	synthetic1,
	kodcode,
	leetcode,
	codeforces,
	ioi,
	icpc,
];

/** The reader of a name, or undefined. */
export function findFormat(name: string): FormatReader | undefined {
	return formats.find((format) => format.name === name);
}
