import { deflateSync } from 'node:zlib';
import type { Columns, ColumnType } from '../../services/cli/export/columns.ts';

export const ioi: Columns = {
	year: 'int64',
	day: 'string',
	name: 'string',
	id: 'string',
	subtask: 'string',
	problem: 'string',
	score: 'double',
	score_precision: 'int64',
	time_limit: 'double',
	memory_limit: 'int64',
	test_names: { list: 'string' },
	test_cases: { list: { list: 'string' } },
	starting_code: 'string',
	grader_files: { list: { list: 'string' } },
};
/** The grader calls a function, and the checker reads a number. */
export const ioiRow = {
	...{ year: 2020, day: '1', name: 'Halves', id: 'halves', subtask: '02-large', problem: 'Halve a number, rounding up.' },
	...{ score: 40, score_precision: 2, time_limit: 1, memory_limit: 256 * 1024 ** 2 },
	test_names: ['02-01', '02-02'],
	test_cases: [
		['4\n', '2\n'],
		['7\n', '4\n'],
	],
	starting_code: 'int half(int n) {\n}\n',
	grader_files: [
		['graders/grader_config.json', JSON.stringify({ task_type: 'Batch', code: 'halves', time_limit: 1, memory_limit: 256 * 1024 ** 2 })],
		['graders/halves.h', 'int half(int n);\n'],
		[
			'graders/grader.cpp',
			'#include <cstdio>\n#include "halves.h"\nint main() { int n; if (scanf("%d", &n) != 1) return 1; printf("%d\\n", half(n)); }\n',
		],
		[
			'checker/checker.cpp',
			'#include <cstdio>\nint main(int, char **argv) { int want, got = -1; std::FILE *a = std::fopen(argv[2], "r"), *b = std::fopen(argv[3], "r"); if (std::fscanf(a, "%d", &want) != 1) return 1; (void)!std::fscanf(b, "%d", &got); std::printf("%s\\n", got == want ? "1.0" : "0.0"); }\n',
		],
		['run.sh', null],
	],
};

/** A data set in its published shape, with one problem, and programs for it. All of it is made up here. */
export interface DataSet {
	readonly name: string;
	readonly format: string;
	/** The columns of its Parquet files; undefined where it is published as JSON Lines only. */
	readonly columns?: Columns;
	readonly record: Readonly<Record<string, unknown>>;
	readonly right: string;
	readonly wrong: string;
	/** Of the programs, default: Python. */
	readonly language?: string;
}

const strings = { list: 'string' } as const;
const messages = { list: { struct: { role: 'string', content: 'string' } } } as const;
const inputsAndOutputs: ColumnType = { struct: { input: strings, output: strings } };
const cases = { list: { struct: { input: 'string', output: 'string' } } } as const;

const sum = 'a, b = map(int, input().split())\nprint(a + b)\n';
const wrongSum = 'a, b = map(int, input().split())\nprint(a * b)\n';
const sums = { inputs: ['1 2\n', '5 9\n'], outputs: ['3\n', '14\n'] };
/** Without the imports that graders put before it, this is no program. */
const pick = 'class Solution:\n    def pick(self, xs: List[int], k: int) -> int:\n        return nsmallest(k, xs)[-1]\n';
const wrongPick = pick.replace('nsmallest', 'nlargest');

const verl: Columns = {
	data_source: 'string',
	prompt: messages,
	ability: 'string',
	reward_model: { struct: { ground_truth: 'string', style: 'string' } },
	extra_info: { struct: { index: 'int64', split: 'string', reference: 'string' } },
};
const deepcoder: Columns = { problem: 'string', starter_code: 'string', tests: 'string', solutions: strings, metadata: 'string' };
const primeintellect: Columns = {
	source: 'string',
	task_type: 'string',
	in_source_id: 'string',
	prompt: 'string',
	gold_standard_solution: 'string',
	verification_info: 'string',
	metadata: 'string',
	problem_id: 'string',
};
const codeforces: Columns = {
	id: 'string',
	aliases: strings,
	contest_id: 'string',
	contest_name: 'string',
	contest_type: 'string',
	contest_start: 'int64',
	contest_start_year: 'int64',
	index: 'string',
	time_limit: 'double',
	memory_limit: 'double',
	title: 'string',
	description: 'string',
	input_format: 'string',
	output_format: 'string',
	interaction_format: 'string',
	note: 'string',
	examples: cases,
	editorial: 'string',
	rating: 'int64',
	tags: strings,
	testset_size: 'int64',
	official_tests: cases,
	official_tests_complete: 'boolean',
	input_mode: 'string',
	generated_checker: 'string',
	executable: 'boolean',
	generated_tests: 'int64',
};
export const codeforcesRow = {
	id: '1/A',
	aliases: null,
	contest_id: '1',
	contest_name: 'Round',
	contest_type: 'CF',
	contest_start: 1700000000,
	contest_start_year: 2023,
	index: 'A',
	time_limit: 2,
	memory_limit: 256,
	title: 'Two parts',
	description: 'Print two numbers that add up to n.',
	input_format: 'n',
	output_format: 'Two numbers.',
	interaction_format: null,
	note: null,
	examples: [{ input: '5', output: '2 3' }],
	editorial: null,
	rating: 800,
	tags: ['math'],
	testset_size: 2,
	official_tests: [
		{ input: '5', output: '2 3' },
		{ input: '10', output: '5 5' },
	],
	official_tests_complete: true,
	input_mode: 'stdio',
	generated_checker: `import sys
def main(input_path, output_path, submission_path):
    n = int(open(input_path).read())
    try:
        print(100 if sum(map(int, open(submission_path).read().split())) == n else 0)
    except ValueError:
        print(0)
main(*sys.argv[1:4])
`,
	executable: true,
	generated_tests: 0,
};

/** What Python's pickle.dumps and zlib.compress make of a text, in base64. */
function compressed(text: string): string {
	const body = Buffer.from(text);
	const length = Buffer.alloc(4);
	length.writeUInt32LE(body.length);
	return deflateSync(Buffer.concat([Buffer.from([0x80, 4, 0x58]), length, body, Buffer.from([0x94, 0x2e])])).toString('base64');
}

const functional = (input: string, output: string) => ({ input, output, testtype: 'functional' });

export const dataSets: readonly DataSet[] = [
	{
		name: 'HumanEval',
		format: 'humaneval',
		columns: { task_id: 'string', prompt: 'string', canonical_solution: 'string', test: 'string', entry_point: 'string' },
		record: {
			task_id: 'HumanEval/900',
			prompt: 'def double(x):\n    """Twice x."""\n',
			canonical_solution: '    return 2 * x\n',
			test: 'def check(candidate):\n    assert candidate(2) == 4\n    assert candidate(5) == 10\n',
			entry_point: 'double',
		},
		right: 'def double(x):\n    return x + x\n',
		wrong: 'def double(x):\n    return x ** 2\n',
	},
	{
		name: 'MBPP',
		format: 'mbpp',
		columns: {
			task_id: 'int64',
			text: 'string',
			code: 'string',
			test_list: strings,
			test_setup_code: 'string',
			challenge_test_list: strings,
		},
		record: {
			task_id: 900,
			text: 'Write a function to double a number.',
			code: 'def double(x):\n    return 2 * x',
			test_list: ['assert double(2) == 4', 'assert double(5) == 10'],
			test_setup_code: '',
			challenge_test_list: [],
		},
		right: 'def double(x):\n    return x + x\n',
		wrong: 'def double(x):\n    return x ** 2\n',
	},
	{
		name: 'LiveCodeBench, functions',
		format: 'livecodebench',
		columns: {
			question_title: 'string',
			question_content: 'string',
			platform: 'string',
			question_id: 'string',
			contest_id: 'string',
			contest_date: 'string',
			starter_code: 'string',
			difficulty: 'string',
			public_test_cases: 'string',
			private_test_cases: 'string',
			metadata: 'string',
		},
		record: {
			question_title: 'pick',
			question_content: 'The k-th smallest.',
			platform: 'leetcode',
			question_id: '9000',
			contest_id: 'weekly-contest-1',
			contest_date: '2024-01-01T00:00:00',
			starter_code: 'class Solution:\n    def pick(self, xs: List[int], k: int) -> int:\n        ',
			difficulty: 'easy',
			public_test_cases: JSON.stringify([functional('[3, 1, 2]\n1', '1')]),
			private_test_cases: compressed(JSON.stringify([functional('[3, 1, 2, 9]\n3', '3')])),
			metadata: '{"func_name": "pick"}',
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'APPS',
		format: 'apps',
		columns: {
			problem_id: 'int64',
			question: 'string',
			solutions: 'string',
			input_output: 'string',
			difficulty: 'string',
			url: 'string',
			starter_code: 'string',
		},
		record: {
			problem_id: 9000,
			question: 'Add.',
			solutions: JSON.stringify([sum]),
			input_output: JSON.stringify(sums),
			difficulty: 'introductory',
			url: '',
			starter_code: '',
		},
		right: sum,
		wrong: wrongSum,
	},
	{
		name: 'TACO',
		format: 'taco',
		columns: {
			question: 'string',
			solutions: 'string',
			starter_code: 'string',
			input_output: 'string',
			difficulty: 'string',
			raw_tags: 'string',
			name: 'string',
			source: 'string',
			tags: 'string',
			skill_types: 'string',
			url: 'string',
			'Expected Auxiliary Space': 'string',
			time_limit: 'string',
			date: 'string',
			picture_num: 'string',
			memory_limit: 'string',
			'Expected Time Complexity': 'string',
		},
		record: {
			question: 'The k-th smallest.',
			solutions: JSON.stringify([pick]),
			starter_code: '',
			input_output: JSON.stringify({ fn_name: 'pick', inputs: [[[3, 1, 2], 1]], outputs: [[1]] }),
			difficulty: 'EASY',
			raw_tags: '[]',
			name: null,
			source: 'leetcode',
			tags: '[]',
			skill_types: '[]',
			url: null,
			time_limit: '2.0 seconds',
			memory_limit: '256.0 megabytes',
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'CodeContests',
		format: 'codecontests',
		columns: {
			name: 'string',
			description: 'string',
			public_tests: inputsAndOutputs,
			private_tests: inputsAndOutputs,
			generated_tests: inputsAndOutputs,
			source: 'int64',
			difficulty: 'int64',
			solutions: { struct: { language: { list: 'int64' }, solution: strings } },
			time_limit: { struct: { seconds: 'int64', nanos: 'int64' } },
			memory_limit_bytes: 'int64',
			input_file: 'string',
			output_file: 'string',
		},
		record: {
			name: '9000_A. Sum',
			description: 'Add.',
			public_tests: { input: ['1 2\n'], output: ['3\n'] },
			private_tests: { input: [], output: [] },
			generated_tests: { input: ['5 9\n'], output: ['14\n'] },
			source: 2,
			difficulty: 7,
			solutions: { language: [3], solution: [sum] },
			time_limit: { seconds: 2, nanos: 500000000 },
			memory_limit_bytes: 256000000,
			input_file: '',
			output_file: '',
		},
		right: sum,
		wrong: wrongSum,
	},
	{
		name: 'verl rows',
		format: 'verl',
		columns: verl,
		record: {
			data_source: 'codecontests',
			prompt: [{ role: 'user', content: 'Add.' }],
			ability: 'code',
			reward_model: { style: 'rule', ground_truth: JSON.stringify(sums) },
			extra_info: { split: 'train', index: 7, reference: null },
		},
		right: sum,
		wrong: wrongSum,
	},
	{
		name: 'PRIME Eurus-2, functions',
		format: 'verl',
		columns: verl,
		record: {
			data_source: 'taco',
			prompt: [
				{ role: 'system', content: 'Think.' },
				{ role: 'user', content: 'The k-th smallest.' },
			],
			ability: 'code',
			reward_model: {
				style: 'rule',
				ground_truth: JSON.stringify({ fn_name: 'pick', inputs: ['[3, 1, 2]\n1', '[4, 2]\n2'], outputs: ['1', '4'] }),
			},
			extra_info: { split: 'train', index: 8, reference: null },
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'verl rows with asserts',
		format: 'verl',
		columns: verl,
		record: {
			data_source: 'mbpp',
			prompt: [{ role: 'user', content: 'Double it.' }],
			ability: 'coding',
			reward_model: { style: 'rule', ground_truth: JSON.stringify({ assert_case: ['assert double(2) == 4', 'assert double(5) == 10'] }) },
			extra_info: { split: 'test', index: 1, reference: null },
		},
		right: 'def double(x):\n    return x + x\n',
		wrong: 'def double(x):\n    return x ** 2\n',
	},
	{
		name: 'DeepCoder taco',
		format: 'deepcoder',
		columns: deepcoder,
		record: { problem: 'Add.', starter_code: '', tests: JSON.stringify(sums), solutions: [`\`\`\`python\n${sum}\`\`\``], metadata: null },
		right: sum,
		wrong: wrongSum,
	},
	{
		name: 'DeepCoder primeintellect',
		format: 'deepcoder',
		columns: deepcoder,
		record: {
			problem: 'The k-th smallest.',
			starter_code: '',
			tests: JSON.stringify([{ type: 'function_call', fn_name: 'pick', input: [[3, 1, 2], 1], output: [1] }]),
			solutions: [pick],
			metadata: null,
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'DeepCoder lcbv5',
		format: 'deepcoder',
		columns: deepcoder,
		record: {
			problem: 'The k-th smallest.',
			starter_code: '',
			tests: JSON.stringify([{ ...functional('[3, 1, 2]\n1', '1'), metadata: { func_name: 'pick' } }]),
			solutions: null,
			metadata: '{"func_name": "pick"}',
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'SYNTHETIC-1',
		format: 'synthetic-1',
		columns: primeintellect,
		record: {
			source: 'apps',
			task_type: 'verifiable_code',
			in_source_id: '1',
			prompt: 'Add.',
			gold_standard_solution: `\`\`\`python\n${sum}\`\`\``,
			verification_info: JSON.stringify({
				language: 'python',
				test_cases: [
					{ type: 'stdin_stdout', input: '1 2\n', output: '3\n', fn_name: null },
					{ type: 'stdin_stdout', input: '5 9\n', output: '14\n', fn_name: null },
				],
			}),
			metadata: '{}',
			problem_id: 'vcp_1',
		},
		right: sum,
		wrong: wrongSum,
	},
	{
		name: "SYNTHETIC-1, as Python's repr",
		format: 'synthetic-1',
		columns: primeintellect,
		record: {
			source: 'taco',
			task_type: 'verifiable_code',
			in_source_id: '2',
			prompt: 'The k-th smallest.',
			gold_standard_solution: pick,
			verification_info:
				"{'language': 'python', 'test_cases': [{'type': 'function_call', 'fn_name': 'pick', 'input': [[3, 1, 2], 1], 'output': [1]},]}",
			metadata: '{}',
			problem_id: 'vcp_2',
		},
		right: pick,
		wrong: wrongPick,
	},
	{
		name: 'KodCode',
		format: 'kodcode',
		columns: {
			style: 'string',
			subset: 'string',
			question_id: 'string',
			question: 'string',
			solution: 'string',
			test: 'string',
			test_info: {
				list: { struct: { docstring: 'string', function_declaration: 'string', function_name: 'string', parameter_list: 'string' } },
			},
			gpt_pass_sequence: { list: 'int64' },
			gpt_pass_trial_num: 'int64',
			gpt_difficulty: 'string',
			gpt_pass_percentage: 'double',
		},
		record: {
			style: 'instruct',
			subset: 'Prefill',
			question_id: 'Prefill_9000_I',
			question: 'Halve an even number.',
			solution: 'def halve(n):\n    if n % 2:\n        raise ValueError("odd")\n    return n // 2\n',
			test: 'import pytest\nfrom solution import halve\n\ndef test_even():\n    assert halve(4) == 2\n\ndef test_odd():\n    with pytest.raises(ValueError):\n        halve(3)\n',
			test_info: [{ docstring: '', function_declaration: 'def halve(n):', function_name: 'halve', parameter_list: '(n)' }],
			gpt_pass_sequence: [1, 1],
			gpt_pass_trial_num: 2,
			gpt_difficulty: 'easy',
			gpt_pass_percentage: 1,
		},
		right: 'def halve(n):\n    if n & 1:\n        raise ValueError(n)\n    return n >> 1\n',
		wrong: 'def halve(n):\n    return n // 2\n',
	},
	{
		name: 'LeetCodeDataset',
		format: 'leetcode',
		columns: {
			task_id: 'string',
			question_id: 'int64',
			difficulty: 'string',
			tags: strings,
			problem_description: 'string',
			starter_code: 'string',
			estimated_date: 'string',
			prompt: 'string',
			completion: 'string',
			entry_point: 'string',
			test: 'string',
			input_output: cases,
			query: 'string',
			response: 'string',
		},
		record: {
			task_id: 'reverse-chain',
			question_id: 9000,
			difficulty: 'Easy',
			tags: ['Linked List'],
			problem_description: 'Turn a chain round.',
			starter_code: 'class Solution:\n    def turn(self, head: Optional[Node]) -> Optional[Node]:\n        ',
			estimated_date: '2020-01-01',
			prompt:
				'from typing import *\n\nclass Node:\n    def __init__(self, val, next=None):\n        self.val, self.next = val, next\n\ndef chain(values):\n    head = None\n    for value in reversed(values):\n        head = Node(value, head)\n    return head\n\ndef same(a, b):\n    while a and b and a.val == b.val:\n        a, b = a.next, b.next\n    return a is None and b is None\n',
			completion:
				'class Solution:\n    def turn(self, head: Optional[Node]) -> Optional[Node]:\n        done = None\n        while head:\n            head.next, done, head = done, head, head.next\n        return done\n',
			entry_point: 'Solution().turn',
			test: 'def check(candidate):\n    assert same(candidate(head = chain([1, 2, 3])), chain([3, 2, 1]))\n    assert same(candidate(head = chain([7, 7, 8])), chain([8, 7, 7]))\n',
			input_output: [{ input: 'head = [1,2,3]', output: '[3,2,1]' }],
			query: '',
			response: '',
		},
		right:
			'class Solution:\n    def turn(self, head: Optional[Node]) -> Optional[Node]:\n        values = []\n        while head:\n            values.append(head.val)\n            head = head.next\n        return chain(values[::-1])\n',
		wrong: 'class Solution:\n    def turn(self, head: Optional[Node]) -> Optional[Node]:\n        return head\n',
	},
	{
		name: 'open-r1/codeforces with a checker',
		format: 'codeforces',
		columns: codeforces,
		record: codeforcesRow,
		right: 'print(0, int(input()))\n',
		wrong: 'print(1, int(input()))\n',
	},
	{
		name: 'open-r1/codeforces without one',
		format: 'codeforces',
		columns: codeforces,
		record: { ...codeforcesRow, id: '1/B', generated_checker: null },
		right: 'n = int(input())\nprint(n // 2, n - n // 2)\n',
		wrong: 'print(0, int(input()))\n',
	},
	{
		name: 'open-r1/ioi with its tests',
		format: 'ioi',
		columns: ioi,
		record: ioiRow,
		language: 'cpp',
		right: '#include "halves.h"\nint half(int n) { return n - n / 2; }\n',
		wrong: '#include "halves.h"\nint half(int n) { return n / 2; }\n',
	},
];
