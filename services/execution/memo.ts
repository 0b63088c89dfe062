import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Problem } from '../../testcases/schema.ts';
import type { GradeResult } from '../contract/verdict.ts';
import type { Grader, Submission } from './contract.ts';

/** Results kept, counted in tests; the oldest are forgotten, and their programs judged again. */
const keptTests = 500_000;

/** Judges identical programs once. A result without a verdict is not kept, so that it is tried again. */
export function memoised(grade: Grader['grade']): Grader['grade'] {
	const results = new LRUCache<string, Promise<GradeResult>>({ maxSize: keptTests });
	/** An id may stand for another suite after an upload, so suites are told apart as objects. */
	const suites = new WeakMap<Problem, number>();
	let suitesSeen = 0;
	const keyOf = ({ problem, language, code }: Submission): string => {
		const suite = suites.get(problem) ?? suitesSeen++;
		suites.set(problem, suite);
		return createHash('sha256')
			.update(JSON.stringify([suite, language, code]))
			.digest('base64');
	};
	return async (submission, options) => {
		const key = keyOf(submission);
		const known = results.get(key);
		if (known !== undefined) return await known;
		const result = grade(submission, options);
		results.set(key, result, { size: submission.problem.tests.length + 1 });
		try {
			const { verdict, tests } = await result;
			if (verdict === 'no_verdict' || tests.some((test) => test.verdict === 'no_verdict')) results.delete(key);
		} catch {
			results.delete(key);
		}
		return await result;
	};
}
