import { describe, expect, test } from 'vitest';
import { toSubmission } from '../../services/planning/submission.ts';
import { aProblem } from '../support/problems.ts';

const prefix = 'def twice(n):\n';
const languages = [{ name: 'python', aliases: ['py'], title: 'Python', installed: true, answers: false }];
const codeOf = (completion: string) => toSubmission(aProblem({ prefix }), { language: 'py', completion }, languages).code;

describe('the program of a problem that begins one', () => {
	test('is its beginning and a completion without fences', () => {
		expect(codeOf('    return 2 * n\n')).toBe(`${prefix}    return 2 * n\n`);
		expect(codeOf('    n += n  # So: ```python\n    return n')).toBe(`${prefix}    n += n  # So: \`\`\`python\n    return n`);
	});

	test('is its beginning and what follows the reasoning', () => {
		expect(codeOf('<think>\nSo:\n```python\nbad\n```\n</think>\n    return 2 * n\n')).toBe(`${prefix}\n    return 2 * n\n`);
	});

	test('is the block that a completion has', () => {
		expect(codeOf('<think>Hm.</think>Solution: ```python\ndef twice(n):\n    return n\n```')).toBe('def twice(n):\n    return n\n');
	});
});
