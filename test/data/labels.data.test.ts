import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assay, toLines } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { dataFile, isMissing, problemsOf } from './sets.ts';

const problems = 'humaneval/HumanEval.jsonl';
const samples = 'codegen-samples/humaneval_codegen16b_100.jsonl';

test.skipIf(isMissing(problems, samples))(
	`label over 16,400 CodeGen samples of HumanEval gives the pass@k that an independent count gives (needs ${dataFile(samples)})`,
	{ timeout: 1_800_000 },
	async () => {
		await using folder = await temporaryFolder();
		await writeFile(folder.file('problems.jsonl'), toLines(await problemsOf(problems, 'humaneval')));
		expect(await assay(['calibrate', folder.file('problems.jsonl'), '--out', folder.file('calibrated.jsonl')])).toMatchObject({
			code: 0,
			stdout: '164 of 164 problems have a limit by their reference solution\n',
		});
		const started = performance.now();
		const { code, stdout, stderr } = await assay([
			'label',
			folder.file('calibrated.jsonl'),
			dataFile(samples),
			'--out',
			folder.file('labels.jsonl'),
		]);
		console.log(`${stdout}\n16,400 samples in ${((performance.now() - started) / 1000).toFixed(0)} s`);
		expect(code, stderr).toBe(0);
		expect(stdout).toContain('164 problems');
		expect(stdout).toContain('16400 samples');
		const counted = execFileSync(
			'/usr/bin/python3',
			[join(import.meta.dirname, 'pass_at_k.py'), folder.file('labels.jsonl.outcomes.jsonl')],
			{ encoding: 'utf8' },
		);
		const shown = [...stdout.matchAll(/^(pass@\d+) +([\d.]+) +(\d+)$/gm)].map(([, metric, mean, of]) => `${metric} ${mean} ${of}`);
		expect(shown).toEqual(counted.trim().split('\n'));
		expect(shown).toHaveLength(3);
	},
);
