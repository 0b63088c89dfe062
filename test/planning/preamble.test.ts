import { expect, test } from 'vitest';
import { withPreamble } from '../../services/planning/preamble.ts';

const problem = { preamble: { language: 'python', code: 'import math' } };

test('a preamble comes before a program of its language, and no other', () => {
	expect(withPreamble(problem, 'python', 'print(math.pi)')).toBe('import math\nprint(math.pi)');
	expect(withPreamble(problem, 'cpp', 'int main(){}')).toBe('int main(){}');
	expect(withPreamble({}, 'python', 'print(1)')).toBe('print(1)');
});

test('a program of nothing but imports that are never closed costs no more than to read it', () => {
	const code = 'from __future__ import (\n'.repeat(20_000);
	const start = performance.now();
	expect(withPreamble(problem, 'python', code)).toBe(`import math\n${code}`);
	expect(performance.now() - start).toBeLessThan(500);
});

test.each([
	[
		'"""Doc."""\nfrom __future__ import annotations\nx: int = 1',
		'"""Doc."""\nfrom __future__ import annotations\nimport math\n\nx: int = 1',
	],
	['\ufefffrom  __future__\timport annotations\nx = 1', 'from  __future__\timport annotations\nimport math\n\nx = 1'],
	['from __future__ import (\n  annotations,\n)\nx = 1', 'from __future__ import (\n  annotations,\n)\nimport math\n\nx = 1'],
])('imports from __future__ stay in front of it', (code, expected) => {
	expect(withPreamble(problem, 'python', code)).toBe(expected);
});
