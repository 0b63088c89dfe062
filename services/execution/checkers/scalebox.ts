import { type CheckerProtocol, file, words } from './contract.ts';

/** Special judges of ScaleBox: no arguments; `stdin.txt` has the input, `stdout.txt` the suite's answer, `answer.txt` what the program wrote; exit 0 accepts. */
export const scalebox: CheckerProtocol = {
	files: ({ input, answer, output }) => [
		file('stdin.txt', input),
		file('stdout.txt', answer),
		file('answer.txt', output ?? Buffer.alloc(0)),
	],
	args: () => [],
	read: (outcome) => {
		if (outcome.status !== 'exited') return undefined;
		return outcome.exitCode === 0 ? { verdict: 'accepted' } : { verdict: 'wrong_answer', ...words(outcome.stderr, outcome.stdout) };
	},
};
