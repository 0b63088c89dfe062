import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetOf } from '../../services/cli/export/parquet-file.ts';
import { dataSets } from '../conformance/formats.ts';
import { toLines } from '../support/command.ts';
import { repository } from '../support/local-wall.ts';

const named = (name: string) => dataSets.find((set) => set.name === name) ?? dataSets[0];
const [humanEval, mbpp, liveCodeBench, verl] = ['HumanEval', 'MBPP', 'LiveCodeBench, functions', 'verl rows'].map(named);

const program = 'print(sum(map(int, input().split())))\n';
export const sum = {
	id: 'sum',
	golden: { language: 'python', code: program },
	tests: [
		{ kind: 'stdio', input: '1 2\n', output: '3\n' },
		{ kind: 'stdio', input: '5 9\n', output: '14\n' },
	],
};
const samplesOf = (problem_id: string) =>
	Array.from({ length: 20 }, (_, n) => ({ problem_id, id: `${n}`, language: 'python', code: n % 2 === 0 ? program : `print(${n})` }));
const trainRow = { ...verl?.record, data_source: 'taco', extra_info: { split: 'train', index: 17, reference: null } };
const humanEvalLines = toLines([humanEval?.record]);

/** What the commands of a page find in their folder, by page. */
const files: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
	'README.md': {
		'solution.py': program,
		'problem.json': JSON.stringify(sum),
		'problems.jsonl': toLines([sum]),
		'samples.jsonl': toLines(samplesOf('sum')),
		'data/train-0.parquet': parquetOf(verl?.columns ?? {}, [trainRow]),
		'HumanEval.jsonl': humanEvalLines,
		'completions.jsonl': toLines([{ task_id: 'HumanEval/900', completion: '    return x + x\n' }]),
	},
	'docs/data-sets.md': {
		'solution.py': program,
		'samples.jsonl': toLines(samplesOf('taco/train-17')),
		'train.parquet': parquetOf(verl?.columns ?? {}, [trainRow]),
		'data/train-0.parquet': parquetOf(verl?.columns ?? {}, [trainRow]),
		'data/mbpp/mbpp.jsonl': toLines([mbpp?.record]),
		'programs.jsonl': toLines([{ task_id: 900, solution: mbpp?.right }]),
		'HumanEval.jsonl.gz': gzipSync(humanEvalLines),
		'completions.jsonl': toLines([{ task_id: 'HumanEval/900', completion: '    return x + x\n' }]),
		'test.jsonl': toLines([liveCodeBench?.record]),
		'test2.jsonl': toLines([{ ...liveCodeBench?.record, question_id: '9001' }]),
		'answers.json': JSON.stringify([{ question_id: '9000', code_list: [liveCodeBench?.right] }]),
		'packages/sum/problem.yaml': 'name: Sum\n',
		'packages/sum/data/secret/1.in': '1 2\n',
		'packages/sum/data/secret/1.ans': '3\n',
		'packages/sum/submissions/accepted/sum.py': program,
	},
};

/** Lays out a folder as somebody has it who follows a page. */
export async function layOutPage(folder: string, page: string): Promise<void> {
	for (const name of ['home', 'bin', 'clients']) await mkdir(join(folder, name));
	for (const name of ['bin/assay', 'Makefile', 'clients/python']) await symlink(join(repository, name), join(folder, name));
	for (const [name, content] of Object.entries(files[page] ?? {})) {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), content);
	}
}

/** The problem that pages call HumanEval/3. */
export const thirdProblem = { ...sum, id: 'HumanEval/3' };
