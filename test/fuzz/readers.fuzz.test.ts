import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formats } from '../../testcases/formats/index.ts';
import { Problem } from '../../testcases/schema.ts';
import { dataSets } from '../conformance/formats.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { pickled, readAll } from '../testcases/formats/support.ts';

const seconds = Number(process.env.FUZZ_SECONDS ?? 60);

const pair = JSON.stringify([{ input: '1\n', output: '2\n', testtype: 'stdin' }]);
const columns = { input: ['1\n'], output: ['2\n'] };
/** A good record of each format that has records; the others are folders. */
const seeds: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	...Object.fromEntries(dataSets.map(({ format, record }) => [format, record])),
	native: {
		id: 'a',
		tests: [{ kind: 'stdio', input: '1\n', output: '2\n' }],
		limits: { cpu_ms: 100 },
		compare: { method: 'float', rel_tol: 1e-6 },
	},
	humaneval: {
		task_id: 'HumanEval/0',
		prompt: 'def f(x):\n',
		entry_point: 'f',
		canonical_solution: '    return x\n',
		test: 'def check(candidate):\n    assert candidate(1) == 1\n',
	},
	'humaneval-x': { task_id: 'CPP/1', prompt: 'P{\n', declaration: 'D{\n', canonical_solution: 'S}\n', test: 'T', example_test: 'E' },
	mbpp: {
		task_id: 7,
		text: 'Write.',
		code: 'def f(x):\r\n  return x',
		test_setup_code: '',
		test_list: ['assert f(1) == 1'],
		challenge_test_list: [],
	},
	livecodebench: { question_id: '1_A', question_title: 'T', public_test_cases: pair, private_test_cases: pickled(pair), metadata: '{}' },
	apps: { problem_id: 5, input_output: JSON.stringify({ inputs: ['1\n'], outputs: ['2\n'] }), solutions: '["print(1)"]' },
	taco: {
		problem_id: 5,
		input_output: JSON.stringify({ inputs: ['1\n'], outputs: ['2\n'], fn_name: 'f' }),
		solutions: '["print(1)"]',
		time_limit: '2 seconds',
	},
	codecontests: {
		name: '1_A',
		public_tests: columns,
		private_tests: columns,
		generated_tests: columns,
		solutions: { language: [3], solution: ['print(1)'] },
		time_limit: { seconds: 2, nanos: 0 },
		memory_limit_bytes: 256_000_000,
	},
};

const junk = fc.oneof(
	fc.constantFrom(null, true, -1, 0, 1e308, -0.5, 2 ** 53, '', 'NaN', '\ud800', '\u0000', '../../etc/passwd', '{"a":', 'x'.repeat(100_000)),
	fc.constantFrom(
		[],
		{},
		[[]],
		[null],
		{ $int: 'x' },
		JSON.parse('{"__proto__": {"polluted": 1}}'),
		JSON.parse('['.repeat(500) + ']'.repeat(500)),
	),
	fc.json(),
	fc.string({ unit: 'binary' }),
	fc.jsonValue(),
);
/** Where something is changed, and into what; undefined takes it away. */
const change = fc.record({ path: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), value: fc.option(junk, { nil: undefined }) });
/** A byte of the line that is overwritten. */
const flip = fc.record({ at: fc.nat(), byte: fc.nat(255) });

function changed(value: unknown, [step = 0, ...rest]: readonly number[], by: unknown): unknown {
	if (typeof value !== 'object' || value === null) return by;
	const keys = Object.keys(value);
	const key = keys[step % Math.max(1, keys.length)];
	if (key === undefined) return by;
	const inner: unknown = Reflect.get(value, key);
	const renewed = rest.length === 0 ? by : changed(inner, rest, by);
	if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? renewed : item));
	return { ...value, [key]: renewed };
}

test.each(Object.entries(seeds))(
	'The %s reader makes a problem or an error of every record, whatever is in it',
	{ timeout: seconds * 1000 + 120_000 },
	async (format, seed) => {
		await using folder = await temporaryFolder();
		const path = folder.file('data.jsonl');
		let files = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), fc.array(flip, { maxLength: 2 })), { minLength: 1, maxLength: 20 }),
				async (records) => {
					const lines = records.map(([changes, flips]) => {
						const record = changes.reduce<unknown>((value, { path: where, value: by }) => changed(value, where, by), seed);
						const bytes = Buffer.from(JSON.stringify(record) ?? 'null');
						for (const { at, byte } of flips) bytes[at % bytes.length] = byte;
						return bytes;
					});
					await writeFile(path, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
					for (const row of await readAll(format, path)) {
						if ('error' in row) expect(row.error).not.toBe('');
						else expect(Problem.parse(row.problem)).toEqual(row.problem);
					}
					files++;
				},
			),
			{
				numRuns: Number.MAX_SAFE_INTEGER,
				interruptAfterTimeLimit: (seconds * 1000) / Object.keys(seeds).length,
				markInterruptAsFailure: false,
			},
		);
		console.log(`${format}: ${files} files`);
		expect(files).toBeGreaterThan(10);
	},
);

test('Every format that has records has a seed', () => {
	const named = formats.map(({ name }) => name).filter((name) => name !== 'icpc');
	expect(Object.keys(seeds).sort()).toEqual(named.sort());
});
