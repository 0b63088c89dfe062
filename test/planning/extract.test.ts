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

	const fence = '```';
	const good = 'a, b = map(int, input().split())\nprint(a + b)';

	test.each([
		[
			'reasoning that begins a block in the middle of a line',
			`<think>\nMaybe: ${fence}python\nbad\n${fence}\nno.\n</think>\n${fence}python\n${good}\n${fence}`,
		],
		['reasoning that never closes its block', `<think>\nSo:\n${fence}python\nbad\nno.\n</think>\nHere:\n${fence}python\n${good}\n${fence}`],
		['reasoning whose beginning is in the prompt', `${fence}\nbad\nno.</think>${fence}python\n${good}\n${fence}`],
		[
			'reasoning with a block of the language, before one without a tag',
			`${fence}python\nbad\n${fence}\n</think>\n${fence}\n${good}\n${fence}`,
		],
		['reasoning with a block, before a program without fences', `${fence}python\nbad\n${fence}\n</think>\n${good}`],
		['a block that was left for a new one', `${fence}python\nbad(\n\nWait, better:\n${fence}python\n${good}\n${fence}`],
		['a block that was left for an answer', `${fence}\nbad(\n\nBetter:\n<answer>${fence}python\n${good}\n${fence}</answer>`],
		['text in front of the opening fence', `Solution: ${fence}python\n${good}\n${fence}\nDone.`],
		['a tag in front of the opening fence', `<answer>${fence}\n${good}\n${fence}\n</answer>`],
		['a list that begins with the opening fence', `1. ${fence}python\n   ${good.replace('\n', '\n   ')}\n   ${fence}`],
		['a closing fence at the end of the last line', `${fence}python\n${good}${fence}\nIt prints:\n${fence}\n5\n${fence}`],
		['the end of the turn behind the closing fence', `${fence}python\n${good}\n${fence}<|im_end|>`],
		['a closing tag behind the closing fence', `<answer>\n${fence}python\n${good}\n${fence} </answer>\nDone.`],
		['both on the last line', `${fence}python\n${good}${fence}</answer>`],
	])('is found in spite of %s', (_, completion) => {
		expect(python(completion)?.trim()).toBe(good);
	});

	test.each([
		['python', 'python3.11'],
		['python', 'Python3.12.1'],
		['python', 'language-python'],
		['python', '{.language-python}'],
		['python', 'lang-py'],
		['python', '[python]'],
		['cpp', 'c++11'],
		['cpp', 'c++14'],
		['cpp', 'C++23'],
		['cpp', 'cpp14'],
		['java', 'java21'],
	])('of %s may be tagged %s', (language, tag) => {
		expect(extractProgram(`${fence}${tag}\na\n${fence}`, language, ['c++', 'py'])).toBe('a\n');
	});

	test.each(['python2', 'python2.7', 'py2', 'python-repl', 'pythonista', 'c++14', '3.11'])('may not be tagged %s', (tag) => {
		expect(python(`${fence}${tag}\na\n${fence}`)).toBeNull();
	});

	test('is what the reasoning has when no code follows it', () => {
		expect(python('<think>\n```python\na\n```\n</think>\nThe program is above.')).toBe('a\n');
	});

	test('is missing when the answer after the reasoning is in another language', () => {
		expect(python('<think>\n```python\na\n```\n</think>\n```cpp\nint main() {}\n```')).toBeNull();
	});

	test.each([
		['fences in a text that begin and end with its quotes', 's = """```\nx\n```"""'],
		['a text that ends its first line so', 'def f(x):\n    """Equals ``list(x)[0]```\n    or so."""'],
		['a text after a word in front of its fence', 's = """\nSo:\nx```\n"""'],
		['a tagged fence in a text', 's = """\n```python\n"""'],
		['a tag behind a fence in a text', "s = '''\n```</answer>\n'''"],
		['a tagged fence in an indented text', 'def f():\n    """\n    ```python\n    f()\n    ```\n    """'],
		['fences in strings', 'print("```python")\nprint("```")\nx = ["```", \'```\']'],
		['fences in comments', '# So: ```python\n# f()\n# ```\nx = 1  # see ```'],
		['the end of reasoning in strings', `s = t.split("</think>")[-1]\nu = re.sub(r'<think>.*</think>\\s*', '', s)`],
		['words on reasoning', 'def f(t):\n    """Removes <think>...</think> from a text."""\n    return g(t)  # <think></think>'],
		['lines of other languages', '/// ```rust\n/// f();\n/// ```\n * ```js\n * ```'],
		['a string of several lines', 'echo "```\nx\n```"'],
		['operators that look like tags', 'a = b <c> d'],
	])('may hold %s', (_, code) => {
		expect(python(`So:\n${fence}python\n${code}\n${fence}\nIt is right.`)).toBe(`${code}\n`);
	});

	test('may hold tagged fences in a block of more backticks, or of tildes', () => {
		expect(python('````python\n```python\nx\n```\n````')).toBe('```python\nx\n```\n');
		expect(python('~~~python\n```python\nx```\n~~~')).toBe('```python\nx```\n');
	});

	test.each(['Put it in ```print(1)``` marks', '> ```python\n> print(1)\n> ```', 'Some words about ``` in general.'])(
		'is not begun by %j',
		(text) => {
			expect(python(text)).toBeNull();
		},
	);

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
		expect(extractProgram('#pragma GCC optimize("O3")\n#include <cstdio>\nint main() {}', 'cpp', [])).not.toBeNull();
		expect(extractProgram('#ifdef LOCAL\n#define D 1\n#endif\nint main() {}', 'cpp', [])).not.toBeNull();
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
				(before, program, after) => python(`${before}\n${fence}python\n${program}\n${fence}\n${after}`) === `${program}\n`,
			),
		);
	});

	test('is found after whatever was begun and left before it', () => {
		const begun = fc.constantFrom(
			'```python\n',
			'```\n',
			'   ```cpp\n',
			'So: ```python\n',
			'\n<think>',
			'x = 1',
			'x```\n',
			'\n',
			'Wait, no.',
		);
		const before = fc.array(begun, { maxLength: 12 }).map((parts) => parts.join(''));
		const code = fc.string({ unit: 'grapheme' }).filter((value) => !/[`~]|<\/think>/.test(value) && !/^\s*$/.test(value));
		const end = fc.constantFrom('', '\n', '\nDone.', '<|im_end|>', '</answer>\n', ' </s>');
		fc.assert(
			fc.property(before, fc.constantFrom('\n', '</think>'), code, end, (text, between, program, after) => {
				fc.pre(!/"""|'''/.test(program));
				return python(`${text}${between}${fence}python\n${program}\n${fence}${after}`) === `${program}\n`;
			}),
		);
	});

	test('is not taken from the reasoning when code follows', () => {
		const part = fc.constantFrom('```python\nbad()\n', '```\n', '"""', '````\n', '~~~\n', 'x```\n', '\n<think>', '</think>', '\n', ' ');
		fc.assert(
			fc.property(
				fc.array(part, { maxLength: 20 }),
				(parts) => python(`${parts.join('')}</think>\n${fence}python\ngood()\n${fence}`) === 'good()\n',
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
			'\n'.repeat(size),
			'<'.repeat(size),
			'<think>'.repeat(size / 7),
			'</think>'.repeat(size / 8),
			'</think>\n```\n'.repeat(size / 13),
			'```python\n'.repeat(size / 10),
			'x ```python\n'.repeat(size / 12),
			`${'<a>'.repeat(size / 3)}${fence}python`,
			`${' '.repeat(size)}${fence}python`,
			`${'x'.repeat(size)}${fence}python`,
			`${fence}python\n${'x'.repeat(size)}${fence}`,
			`${fence}python\n${fence}${'<a'.repeat(size / 2)}`,
			`${fence}python\n${'"""'.repeat(size / 3)}`,
			`${fence}${'python3.'.repeat(size / 8)}\n`,
		];
		const started = performance.now();
		for (const text of hostile) python(text);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});
