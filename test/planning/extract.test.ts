import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractProgram, findProgram } from '../../services/planning/extract.ts';

const python = (text: string) => extractProgram(text, 'python', ['py', 'python3']);

describe('the program in a completion', () => {
	test('is the last block of the language', () => {
		expect(python('First:\n```python\na = 1\n```\nBetter:\n```python\na = 2\n```\nDone.')).toBe('a = 2\n');
	});

	test('may be tagged with an alias in any case, or with decoration', () => {
		expect(python('```Py\na\n```')).toBe('a\n');
		expect(python('```{.python3}\na\n```')).toBe('a\n');
		expect(python('```python title="x"\na\n```')).toBe('a\n');
	});

	test('is not a later block without a tag, or of another language', () => {
		expect(python('```python\na\n```\nOutput:\n```\n5\n```\n```bash\nls\n```')).toBe('a\n');
	});

	test('is the last block without a tag when none has the language', () => {
		expect(python('```\na\n```\n```\nb\n```\n```cpp\nc\n```')).toBe('b\n');
	});

	test('is missing when all blocks are of other languages', () => {
		expect(python('```cpp\nint main() {}\n```')).toBeNull();
	});

	test('may lack the closing fence', () => {
		expect(findProgram('```python\na = 1\nb', 'python', [])).toEqual({ code: 'a = 1\nb', how: 'unclosed' });
	});

	test('is not the blank block that a model began and left', () => {
		expect(python('```python\na\n```\n```python\n')).toBe('a\n');
	});

	test('may hold fences in texts that are indented, and longer fences around', () => {
		expect(python('```python\ndef f():\n    """\n    ```\n    """\n```')).toBe('def f():\n    """\n    ```\n    """\n');
		expect(python('````python\n```\n````')).toBe('```\n');
		expect(python('~~~python\na\n```\n~~~')).toBe('a\n```\n');
	});

	test('loses the indent of its fence', () => {
		expect(python('1. So:\n   ```python\n   if a:\n       b\n   ```')).toBe('if a:\n    b\n');
	});

	test.each([
		'import sys\nprint(sys.argv)',
		'def f(x):\n    """Gives the very same thing back."""\n    return x',
		'    return x + 1\n',
		'# A comment here\nx = 1',
		'print(1)',
	])('is a whole text without fences that is code: %j', (text) => {
		expect(python(text)).toBe(text);
	});

	test('without fences may be of another language', () => {
		expect(extractProgram('#include <cstdio>\nint main() { return 0; }', 'cpp', [])).not.toBeNull();
		expect(extractProgram('/*\nThis comment reads like a sentence.\n*/\nclass Main { }', 'java', [])).not.toBeNull();
	});

	test.each([
		'',
		'   \n',
		'I cannot solve this.',
		'Here is the code:\nprint(1)',
		'print(1)\nThis program prints the number one.',
		'The answer (as asked) is 5;',
		'for all of us',
	])('is missing from %j', (text) => {
		expect(python(text)).toBeNull();
	});

	test('is found wherever it stands, between any two texts without fences', () => {
		const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll(/[`~]/g, ''));
		const code = text.filter((value) => value.trim() !== '');
		fc.assert(
			fc.property(
				text,
				code,
				text,
				(before, program, after) => python(`${before}\n\`\`\`python\n${program}\n\`\`\`\n${after}`) === `${program}\n`,
			),
		);
	});

	test('is found in one pass over hostile texts', () => {
		const size = 1_000_000;
		const hostile = [
			'`'.repeat(size),
			'```\n'.repeat(size / 4),
			'~'.repeat(size),
			' '.repeat(size),
			'"""'.repeat(size / 3),
			'a '.repeat(size / 2),
			`${'`'.repeat(size / 2)}x${'`'.repeat(size / 2)}`,
			'\n`'.repeat(size / 2),
			`x${', x'.repeat(size / 3)}`,
		];
		const started = performance.now();
		for (const text of hostile) python(text);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});
