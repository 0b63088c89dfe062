import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffLines } from '../../dashboard/src/parts/lines-diff.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
const side = (lines: ReturnType<typeof diffLines>, other: 'expected' | 'got') =>
	lines.flatMap(({ kind, text }) => (kind === other ? [] : [`${text}\n`])).join('');

it('shows what is missing and what is too much where it is', () => {
	expect(diffLines('a\nb\nc\n', 'a\nc\nd')).toEqual([
		{ kind: 'same', text: 'a' },
		{ kind: 'expected', text: 'b' },
		{ kind: 'same', text: 'c' },
		{ kind: 'got', text: 'd' },
	]);
});

it('holds every line of both texts, in their order', () => {
	fc.assert(
		fc.property(text, text, (expected, got) => {
			const lines = diffLines(expected, got);
			expect([side(lines, 'got'), side(lines, 'expected')]).toEqual([expected, got]);
			if (expected === got) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
		}),
	);
});

it('is done soon with long texts that have nothing in common', () => {
	const [left, right] = ['x\n'.repeat(100_000), 'y\n'.repeat(100_000)];
	expect(diffLines(left, right)).toHaveLength(200_000);
});
