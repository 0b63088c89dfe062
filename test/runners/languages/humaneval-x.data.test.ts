import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../runners/languages/index.ts';
import { runOutside } from './run-outside.ts';

const data = process.env.ASSAY_DATA ?? join(import.meta.dirname, '../../../../shared/data');
const mark = 'fedcba9876543210';

interface Row {
	readonly task_id: string;
	readonly declaration: string;
	readonly canonical_solution: string;
	readonly test: string;
}

/** Rows whose published solution cannot pass here, and why. */
const knownFaults: Readonly<Record<string, string>> = {};

describe.each(['cpp', 'java', 'js'])('HumanEval-X %s', (name) => {
	const file = join(data, `humaneval-x/humaneval_${name}.jsonl`);
	const language = languages.find((candidate) => candidate.name === name || candidate.aliases.includes(name));
	if (!existsSync(file) || language?.joinTest === undefined) {
		it.skip(`needs ${file}; set ASSAY_DATA to the folder that holds humaneval-x/`, () => undefined);
		return;
	}
	const rows: Row[] = readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	it.concurrent.each(rows)('$task_id: the published solution passes', async ({ task_id, declaration, canonical_solution, test }) => {
		const run = await runOutside(language, language.joinTest?.(declaration + canonical_solution, test, mark) ?? '', mark);
		expect({ passed: run.passed, ...(run.passed ? {} : { output: run.output }) }).toMatchObject({
			passed: knownFaults[task_id] === undefined,
		});
	});
});
