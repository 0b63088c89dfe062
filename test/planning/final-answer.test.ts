import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finalAnswer } from '../../services/planning/final-answer.ts';

it.each([
	['So it is $\\boxed{42}$.', '42'],
	['First \\boxed{1}, no: \\boxed{2}.', '2'],
	['\\boxed{\\frac{1}{2}}', '\\frac{1}{2}'],
	['\\boxed {x}', 'x'],
	['\\fbox{7}', '7'],
	['\\boxed{\\{1, 2\\}}', '\\{1, 2\\}'],
	['\\boxed{3} and then \\boxed{', '3'],
	['\\boxed{3} and then \\boxed{}', '3'],
	['\\boxed{a \\boxed{b} c}', 'a \\boxed{b} c'],
	['the answer is 42', null],
	['\\boxed 42', null],
	['', null],
])('The final answer of %j is %j', (completion, answer) => {
	expect(finalAnswer(completion)).toBe(answer);
});

it('What is in the last box comes out, whatever is around it', () => {
	const text = fc.string().filter((around) => !/[\\{}]/.test(around));
	const nested = fc.letrec<{ inner: string }>((tie) => ({
		inner: fc.oneof(
			{ maxDepth: 4 },
			text,
			fc.tuple(text, tie('inner'), text).map(([a, b, c]) => `${a}{${b}}${c}`),
		),
	})).inner;
	fc.assert(
		fc.property(text, nested, text, (before, inside, after) => {
			fc.pre(inside.trim() !== '');
			expect(finalAnswer(`${before}\\boxed{x}${after}\\boxed{${inside}}${after}`)).toBe(inside.trim());
		}),
	);
});

it('A megabyte of boxes that are never closed takes no longer than reading it a few times', () => {
	const start = performance.now();
	expect(finalAnswer('\\boxed{'.repeat(150_000))).toBeNull();
	expect(finalAnswer('\\fbox{x '.repeat(150_000))).toBeNull();
	expect(performance.now() - start).toBeLessThan(1000);
});
