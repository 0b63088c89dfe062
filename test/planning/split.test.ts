import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitAsserts } from '../../services/planning/split.ts';

const interpreter = '/usr/bin/python3';
const dataFile = resolve(process.env.ASSAY_DATA ?? resolve(import.meta.dirname, '../../../shared/data'), 'humaneval/HumanEval.jsonl');

/** A test text whose `check` has this body. */
const check = (...body: string[]) => `import math\n\ndef check(candidate):\n${body.map((line) => `    ${line}\n`).join('')}`;

describe('splitting test code', () => {
	test('makes a test of each assert of check, with what stands before it', () => {
		expect(splitAsserts(check('x = 5', 'assert candidate(1) == 1', 'y = 6', 'assert candidate(x) == y'))).toEqual([
			check('x = 5', 'assert candidate(1) == 1'),
			check('x = 5', 'y = 6', 'assert candidate(x) == y'),
		]);
	});

	test('makes a test of each assert of a text without check', () => {
		expect(splitAsserts('import math\nassert f(1) == 1\nassert f(2) == 2')).toEqual([
			'import math\nassert f(1) == 1\n',
			'import math\nassert f(2) == 2\n',
		]);
	});

	test('keeps what follows check in every test', () => {
		const units = splitAsserts(`${check('assert candidate(1)', 'assert candidate(2)')}\nMETADATA = {}\n`);
		expect(units).toHaveLength(2);
		for (const unit of units) expect(unit).toContain('METADATA = {}');
	});

	test('keeps a loop with asserts whole, as one test', () => {
		const loop = ['for i in range(3):', '    assert candidate(i) == i', '    assert candidate(-i) == -i'];
		expect(splitAsserts(check('assert candidate(1) == 1', ...loop))).toEqual([check('assert candidate(1) == 1'), check(...loop)]);
	});

	test('takes the clauses of try and if with them', () => {
		const attempt = ['try:', '    candidate(None)', '    assert False', 'except TypeError:', '    pass', 'else:', '    pass'];
		expect(splitAsserts(check(...attempt, 'assert candidate(1)'))).toEqual([check(...attempt), check('assert candidate(1)')]);
	});

	test('leaves whole what a check may end before its last line', () => {
		const raises =
			'def check(candidate):\n    try:\n        assert candidate(0) is None\n    except ValueError:\n        return\n    assert False\n';
		const leaves = 'import sys\nassert f(1) == 1\nif f(2) == 2:\n    assert f(3) == 3\n    sys.exit(0)\nassert False\n';
		for (const text of [raises, leaves]) expect(splitAsserts(text)).toEqual([text]);
	});

	test('takes each call of a helper that asserts for a test', () => {
		const helper = ['def same(x):', '    assert candidate(x) == x'];
		expect(splitAsserts(check(...helper, 'same(1)', 'same(2)'))).toEqual([check(...helper, 'same(1)'), check(...helper, 'same(2)')]);
	});

	test('leaves out asserts of the constant True, which judge nothing', () => {
		expect(splitAsserts(check('assert True, "fine"', 'assert candidate(1)', 'assert candidate(2)', 'assert True'))).toHaveLength(2);
	});

	test('keeps asserts together that share what the candidate could change', () => {
		const shared = ['row = [2, 1]', 'assert candidate(row) == 1', 'assert row == [1, 2]'];
		expect(splitAsserts(check(...shared))).toEqual([check(...shared)]);
		expect(splitAsserts(check(...shared, 'assert candidate([3]) == 1'))).toEqual([
			check(...shared),
			check('row = [2, 1]', 'assert candidate([3]) == 1'),
		]);
	});

	test('keeps statements behind the last assert, since they may fail', () => {
		expect(splitAsserts(check('assert candidate(1)', 'assert candidate(2)', 'candidate(3)'))).toEqual([
			check('assert candidate(1)'),
			check('assert candidate(2)', 'candidate(3)'),
		]);
	});

	test('is not misled by texts, comments, brackets, continued lines and semicolons', () => {
		const units = splitAsserts(
			check(
				"assert candidate('''\nassert x''') == \"#\"  # assert y",
				'assert candidate([',
				'    1,',
				']) == \\',
				'    2',
				'assert candidate(3); assert candidate(4)',
			),
		);
		expect(units).toHaveLength(4);
		expect(units[3]).toContain('    assert candidate(4)\n');
		expect(units[3]).not.toContain('candidate(3)');
	});

	test('works with line ends of Windows', () => {
		expect(splitAsserts(check('assert candidate(1)', 'assert candidate(2)').replaceAll('\n', '\r\n'))).toHaveLength(2);
	});

	test.each([
		['no assert', 'print(1)\n'],
		['one assert', check('assert candidate(1)')],
		['an indent with tabs', 'def check(candidate):\n\tassert candidate(1)\n\tassert candidate(2)\n'],
		['a text that is not closed', check("assert candidate('1)", 'assert candidate(2)')],
		['a bracket that is not closed', 'assert f((1)\nassert f(2)'],
		['a broken indent', 'def check(candidate):\n    assert candidate(1)\n  assert candidate(2)\n'],
		['check on one line', 'def check(candidate): assert candidate(1); assert candidate(2)\n'],
		['two definitions of check', check('assert candidate(1)', 'assert candidate(2)').repeat(2)],
		['an empty text', ''],
	])('leaves a text with %s whole', (_what, code) => {
		expect(splitAsserts(code)).toEqual([code]);
	});

	test('never throws, and gives at least one text', () => {
		const piece = fc.constantFrom(
			'assert f(1)',
			'def check(c):',
			'    ',
			'\n',
			'\r',
			'\t',
			';',
			'"',
			"'''",
			'(',
			')',
			'#',
			'\\',
			'for x in y:',
			'x = 1',
			'@d',
			'else:',
			'é',
			'\u0000',
		);
		fc.assert(
			fc.property(
				fc.array(piece).map((pieces) => pieces.join('')),
				(code) => splitAsserts(code).length >= 1,
			),
		);
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (code) => splitAsserts(code).length >= 1));
	});

	test('gives each of any number of plain asserts a text that holds it alone', () => {
		fc.assert(
			fc.property(fc.array(fc.integer(), { minLength: 2, maxLength: 30 }), (numbers) => {
				const units = splitAsserts(check(...numbers.map((number, index) => `assert candidate(${number}) == 'case ${index}'`)));
				expect(units.map((unit) => unit.match(/case \d+/g))).toEqual(numbers.map((_, index) => [`case ${index}`]));
			}),
		);
	});
});

describe('HumanEval', () => {
	const missing = !existsSync(dataFile) || !existsSync(interpreter);

	test('is split into 1,133 tests, each of which the canonical solution passes', { timeout: 120_000 }, ({ skip }) => {
		skip(missing, `needs ${interpreter} and ${dataFile}; set ASSAY_DATA`);
		const rows = readFileSync(dataFile, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<'prompt' | 'canonical_solution' | 'test' | 'entry_point' | 'task_id', string>);
		const units = rows.flatMap((row) =>
			splitAsserts(row.test).map((text) => ({
				id: row.task_id,
				text,
				source: row.prompt + row.canonical_solution,
				entry: row.entry_point,
			})),
		);
		expect(units).toHaveLength(1133);
		// 160 rather than 159: HumanEval/44 and /53 keep a loop and have asserts beside it, and HumanEval/34 has only one assert.
		expect(rows.filter((row) => splitAsserts(row.test).length > 1)).toHaveLength(160);
		const program = `
import json, os, sys
for unit in json.load(sys.stdin):
    if os.fork() == 0:
        try:
            exec(compile(unit['source'] + '\\n' + unit['text'] + '\\ncheck(' + unit['entry'] + ')\\n', 'unit', 'exec'), {})
            os._exit(0)
        except BaseException:
            os._exit(1)
    if os.wait()[1] != 0:
        print(unit['id'], flush=True)
`;
		expect(execFileSync(interpreter, ['-c', program], { input: JSON.stringify(units), encoding: 'utf8' })).toBe('');
	});
});
