import { type CheckerProtocol, file, words } from './contract.ts';

/** ICPC output validators: `validator input answer feedback_dir [flags] < output`; exit 42 accepts, 43 rejects. */
export const icpc: CheckerProtocol = {
	files: ({ input, answer }) => [file('judge.in', input), file('judge.ans', answer), file('feedback/.keep', Buffer.alloc(0))],
	args: ({ flags }) => ['judge.in', 'judge.ans', 'feedback/', ...flags],
	stdin: ({ output }) => output,
	read: (outcome) => {
		if (outcome.status !== 'exited') return undefined;
		if (outcome.exitCode === 42) return { verdict: 'accepted' };
		if (outcome.exitCode === 43) return { verdict: 'wrong_answer', ...words(outcome.stderr, outcome.stdout) };
		return undefined;
	},
};
