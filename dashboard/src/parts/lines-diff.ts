/** A line of two texts put side by side. */
export interface DiffLine {
	readonly kind: 'same' | 'expected' | 'got';
	readonly text: string;
}

/** Beyond so many cells the middle is shown as a whole: first what is expected, then what came. */
const mostCells = 1_000_000;

/** Which lines of the texts are the same: the longest common subsequence. */
export function diffLines(expected: string, got: string): readonly DiffLine[] {
	const [left, right] = [linesOf(expected), linesOf(got)];
	let start = 0;
	while (start < left.length && start < right.length && left[start] === right[start]) start++;
	let end = 0;
	while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
	const same = (text: string): DiffLine => ({ kind: 'same', text });
	return [
		...left.slice(0, start).map(same),
		...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
		...left.slice(left.length - end).map(same),
	];
}

/** A line feed at the end begins no line. */
const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function middle(left: readonly string[], right: readonly string[]): readonly DiffLine[] {
	if (left.length * right.length > mostCells) return [...left.map(missing), ...right.map(added)];
	const width = right.length + 1;
	/** Lengths of the longest common subsequences of what is behind each pair of places. */
	const lengths = new Uint32Array((left.length + 1) * width);
	const at = (l: number, r: number) => lengths[l * width + r] ?? 0;
	for (let l = left.length - 1; l >= 0; l--) {
		for (let r = right.length - 1; r >= 0; r--) {
			lengths[l * width + r] = left[l] === right[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1));
		}
	}
	const lines: DiffLine[] = [];
	let [l, r] = [0, 0];
	while (l < left.length && r < right.length) {
		if (left[l] === right[r]) {
			lines.push({ kind: 'same', text: left[l] ?? '' });
			l++;
			r++;
		} else if (at(l + 1, r) >= at(l, r + 1)) lines.push(missing(left[l++] ?? ''));
		else lines.push(added(right[r++] ?? ''));
	}
	return [...lines, ...left.slice(l).map(missing), ...right.slice(r).map(added)];
}

const missing = (text: string): DiffLine => ({ kind: 'expected', text });
const added = (text: string): DiffLine => ({ kind: 'got', text });
