import { type CheckerProtocol, file, scoreIn, words } from './contract.ts';

/** testlib checkers: `checker input output answer`; exit 0 accepts, 1 and 2 reject, 7 gives points, 3 is the checker's own failure. */
export const testlib: CheckerProtocol = {
	files: ({ input, answer, output }) => [
		file('input.txt', input),
		file('answer.txt', answer),
		...(output === undefined ? [] : [file('output.txt', output)]),
	],
	args: () => ['input.txt', 'output.txt', 'answer.txt'],
	read: (outcome) => {
		if (outcome.status !== 'exited') return undefined;
		const said = words(outcome.stderr, outcome.stdout);
		if (outcome.exitCode === 0) return { verdict: 'accepted' };
		if (outcome.exitCode === 1 || outcome.exitCode === 2) return { verdict: 'wrong_answer', ...said };
		if (outcome.exitCode !== 7) return undefined;
		const score = scoreIn(/points\s+(.*)/.exec(outcome.stderr.toString())?.[1] ?? '');
		return { verdict: score === 1 ? 'accepted' : 'wrong_answer', ...(score === undefined ? {} : { score }), ...said };
	},
};
