import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataSets } from '../conformance/formats.ts';
import { assayHere } from '../support/cli.ts';
import { assay, toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const recordOf = (format: string) => dataSets.find((set) => set.format === format)?.record ?? {};
const humaneval = recordOf('humaneval');
const task_id = 'HumanEval/900';
const right = { task_id, completion: '    return 2 * x\n' };
const wrong = { task_id, completion: '    return x ** 2\n' };
/** Whatever would take the program out of it: HumanEval appends it to the prompt. */
const fenced = { task_id, completion: '```python\ndef double(x):\n    return 2 * x\n```' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	folder = await temporaryFolder();
	await writeFile(folder.file('HumanEval.jsonl'), toLines([humaneval, { ...humaneval, task_id: 'HumanEval/901' }]));
});
afterAll(async () => await folder[Symbol.asyncDispose]());

async function evaluating(benchmark: string, samples: readonly unknown[], ...more: string[]) {
	const file = folder.file(`${benchmark}-samples.jsonl`);
	await writeFile(file, toLines(samples));
	return await assayHere(['eval', file, '--benchmark', benchmark, ...more]);
}
const onHumanEval = (samples: readonly unknown[], ...more: string[]) =>
	evaluating('humaneval', samples, '--problems', folder.file('HumanEval.jsonl'), ...more);

test('pass@k of samples in the shape of HumanEval, with an interval, and a result that goes on where it stopped', async () => {
	const samples = [right, wrong, fenced, right];
	const { code, stdout } = await onHumanEval(samples, '--k', '1,2,10');
	expect(code).toBe(0);
	expect(stdout).toBe(
		'humaneval: 4 samples of 1 of 2 problems\nproblems without a sample count nowhere\n\nmetric    mean  95 % from      to  problems\npass@1  0.5000     0.5000  0.5000         1\npass@2  0.8333     0.8333  0.8333         1\n',
	);
	const results = await readFile(folder.file('humaneval-samples.jsonl.results.jsonl'), 'utf8');
	expect((await onHumanEval(samples, '--k', '1,2,10')).stdout).toBe(stdout);
	expect(await readFile(folder.file('humaneval-samples.jsonl.results.jsonl'), 'utf8')).toBe(results);
});

test("verdicts that differ from those of the benchmark's own grader are listed with what was seen", async () => {
	const { code, stdout } = await onHumanEval([
		{ ...right, passed: true },
		{ ...wrong, passed: true },
		{ task_id, solution: 'def double(x):\n    return x + x\n', passed: true },
	]);
	expect(code).toBe(1);
	expect(stdout).toContain("2 of 3 verdicts are those of the benchmark's own grader\n");
	expect(stdout).toMatch(/HumanEval\/900\/1\/\w+ +passed +wrong_answer +check#1: assert/);
});

test('the evaluation as JSON, of lists of programs in the shape of LiveCodeBench', async () => {
	const record = recordOf('livecodebench');
	const set = dataSets.find(({ format }) => format === 'livecodebench');
	await writeFile(folder.file('test.jsonl'), toLines([record]));
	const samples = [{ question_id: '9000', code_list: [set?.right, set?.wrong], graded_list: [true, false] }];
	const { code, stdout } = await evaluating('livecodebench', samples, '--problems', folder.file('test.jsonl'), '--json', '--k', '1');
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toEqual({
		benchmark: 'livecodebench',
		problems: 1,
		bad_lines: 0,
		attempted: 1,
		samples: 2,
		pass_at: [{ k: 1, value: 0.5, low: 0.5, high: 0.5, problems: 1 }],
		unjudged: 0,
		compared: 2,
		disagreements: [],
	});
});

test('lines that are no samples, and samples of no problem, are bad lines', async () => {
	const { code, stderr, stdout } = await onHumanEval([{ task_id }, { ...right, task_id: 'HumanEval/7' }, right]);
	expect(code).toBe(2);
	expect(stderr).toMatch(/samples\.jsonl:1: neither .*\n.*samples\.jsonl:2: no problem "HumanEval\/7"/);
	expect(stdout).toContain('2 bad lines of input were left out');
});

test('problems come from the folder of data sets, or else it is said how to name them', async () => {
	await mkdir(folder.file('mbpp'));
	await writeFile(folder.file('mbpp/mbpp.jsonl'), toLines([recordOf('mbpp')]));
	await writeFile(folder.file('answers.jsonl'), toLines([{ task_id: 900, completion: 'def double(x):\n    return x + x\n' }]));
	const args = ['eval', folder.file('answers.jsonl'), '--benchmark', 'mbpp'];
	expect(await assay(args, { ASSAY_DATA: folder.path })).toMatchObject({ code: 0, stdout: expect.stringContaining('pass@1  1.0000') });
	expect(await assay(args, { ASSAY_DATA: '' })).toMatchObject({ code: 2, stderr: expect.stringContaining('--problems') });
	expect(await onHumanEval([right], '--problems', folder.file('mbpp/mbpp.jsonl'))).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('not problems of humaneval (mbpp)'),
	});
});
