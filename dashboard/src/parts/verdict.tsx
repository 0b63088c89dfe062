import type { Verdict } from '../../../clients/typescript/src/index.ts';
import { words } from '../format.ts';

/** A verdict by its name; colour only helps. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
	return <span class={`verdict v-${verdict}`}>{words(verdict)}</span>;
}
