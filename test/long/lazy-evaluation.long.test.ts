import { expect, test } from 'vitest';
import { codegenIsMissing, codegenSet } from '../../bench/codegen.ts';
import { evaluateLazily } from '../../bench/lazy-evaluation.ts';
import { schemeNames } from '../../services/scoring/index.ts';
import { openGrader } from '../support/grader.ts';

test.skipIf(codegenIsMissing() !== undefined)(
	`On every CodeGen sample of HumanEval lazy rewards are those of full evaluation, for at most half of the tests (${codegenIsMissing() ?? 'data is there'})`,
	{ timeout: 3_600_000 },
	async () => {
		await using engine = await openGrader();
		const { samples } = await codegenSet(1);
		// Problems without groups have no subtasks.
		const schemes = schemeNames.filter((name) => name !== 'subtasks');
		for (const { scheme, equalRewards, testsRun, tests } of await evaluateLazily(engine.grader, samples, schemes)) {
			console.log(`${scheme}: ${equalRewards} of ${samples.length} rewards equal; ${testsRun} of ${tests} tests run`);
			expect(equalRewards).toBe(samples.length);
			if (scheme === 'strict' || scheme === 'all_or_nothing') expect(testsRun).toBeLessThanOrEqual(tests / 2);
		}
		expect(engine.faults).toEqual([]);
	},
);
