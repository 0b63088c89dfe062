import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foreignLetterShare } from '../../services/scoring/foreign-letters.ts';

it.each([
	['What is two and two?', 'It is four: 2 + 2 = 4.', 0],
	['What is two and two?', '答案是 four', 3 / 7],
	['二加二是多少？', 'It is 四', 4 / 5],
	['Сколько будет two?', 'Это two', 0],
	['What is it?', '12 + 30 = 42 ✓', 0],
	['12 + 30?', 'abc', 1],
	['これは何ですか', 'カード', 2 / 3],
	['Find x in ℝ.', 'x in ℝ', 0],
	['What is it?', '𝑥 ∈ ℝ, 5 µ', 0],
	['', '', 0],
])('Asked %j, the share of foreign letters of %j is %d', (prompt, completion, share) => {
	expect(foreignLetterShare(prompt, completion)).toBeCloseTo(share);
});

it('The share is from 0 to 1, and 0 for what only repeats the prompt', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (prompt, completion) => {
			const share = foreignLetterShare(prompt, completion);
			expect(share).toBeGreaterThanOrEqual(0);
			expect(share).toBeLessThanOrEqual(1);
			expect(foreignLetterShare(`${prompt} abc 一 б`, 'ab 一 бб')).toBe(0);
		}),
	);
});
