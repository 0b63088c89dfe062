import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { assay } from '../support/command.ts';

const { stdout: script } = await assay(['completion', 'bash']);

/** What bash offers at the end of these words. */
async function offered(...words: string[]): Promise<string[]> {
	const asks = `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _assay; printf '%s\\n' "\${COMPREPLY[@]}"`;
	const { stdout } = await promisify(execFile)('bash', ['-uc', asks, 'bash', 'assay', ...words]);
	return stdout.split('\n').filter((word) => word !== '');
}

describe('A shell completes', () => {
	test.each([
		[['gra'], ['grade']],
		[
			['keys', ''],
			['add', 'list', 'remove', '--verbose', '--help'],
		],
		[['keys', 'add', 'keys.json', '--sc'], ['--scopes']],
		[['grade', 'solution.py', '--js'], ['--json']],
		[
			['label', 'problems.jsonl', '--grouping', ''],
			['thresholds', 'kmeans', 'quantiles'],
		],
		[['label', 'problems.jsonl', 'sam'], []],
		[['completion', 'z'], ['zsh']],
		[['nonsense', ''], expect.arrayContaining(['serve', 'grade', '--version'])],
	])('assay %j', async (words, wanted) => {
		expect(await offered(...words)).toEqual(wanted);
	});
});

test('A shell that is not known is named with those that are', async () => {
	const { code, stderr } = await assay(['completion', 'fish']);
	expect(code).toBe(2);
	expect(stderr).toContain("'fish' is invalid for argument 'shell'. Allowed choices are bash, zsh.");
});
