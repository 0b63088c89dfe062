import { apps, taco } from './apps.ts';
import { codecontests } from './codecontests.ts';
import type { FormatReader } from './contract.ts';
import { humaneval } from './humaneval.ts';
import { humanevalX } from './humaneval-x.ts';
import { icpc } from './icpc/index.ts';
import { livecodebench } from './livecodebench.ts';
import { mbpp } from './mbpp.ts';
import { native } from './native.ts';

/** Every format that can be imported. A new one is a new file and a line here. */
export const formats: readonly FormatReader[] = [native, humaneval, humanevalX, mbpp, livecodebench, apps, taco, codecontests, icpc];

/** The reader of a name, or undefined. */
export function findFormat(name: string): FormatReader | undefined {
	return formats.find((format) => format.name === name);
}
