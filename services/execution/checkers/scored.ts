import type { RunOutcome } from '../../../runners/sandboxes/contract.ts';
import { type CheckerProtocol, type CheckerWord, file, scoreIn, words } from './contract.ts';

/** A protocol in which the checker prints a score: full marks accept, everything else is a partial score. */
function scored(
	inputName: string,
	answerName: string,
	outputName: string,
	scoreOf: (stdout: string) => number | undefined,
): CheckerProtocol {
	return {
		files: ({ input, answer, output }) => [file(inputName, input), file(answerName, answer), file(outputName, output ?? Buffer.alloc(0))],
		args: () => [inputName, answerName, outputName],
		read: (outcome: RunOutcome): CheckerWord | undefined => {
			const score = outcome.status === 'exited' && outcome.exitCode === 0 ? scoreOf(outcome.stdout.toString()) : undefined;
			if (score === undefined) return undefined;
			return score === 1 ? { verdict: 'accepted', score } : { verdict: 'wrong_answer', score, ...words(outcome.stderr) };
		},
	};
}

/** CMS checkers: `checker input correct_output contestant_output`, a score from 0 to 1 on stdout. */
export const cms = scored('input.txt', 'correct_output.txt', 'user_output.txt', scoreIn);

/** Python checkers of the open-r1 Codeforces set: the same order, `1` or `100` is full marks, a fraction is partial. */
export const codeforces = scored('input.txt', 'correct_output.txt', 'solution_output.txt', (stdout) =>
	stdout.trim() === '100' ? 1 : scoreIn(stdout),
);
