import { describe, expect, test } from 'vitest';
import { clientService, pythonClient, runClient } from '../../support/clients.ts';
import { post } from '../../support/compat.ts';

/** TRL, as `deploy/setup.sh --trainers` installs it, trains with the reward function of our Python client. */

const service = clientService();

const fenced = (code: string) => `Think.\n\`\`\`python\n${code}\n\`\`\``;
const right = fenced('print(2 * int(input()))');
const half = fenced('n = int(input())\nprint(2 * n if n < 3 else n)');
const wrong = fenced('print(input())');
const failing = fenced('1 / 0');
const puzzling = fenced('print(0)');

const double = {
	id: 'double',
	tests: [1, 2, 3, 4].map((n) => ({ kind: 'stdio', input: `${n}\n`, output: `${2 * n}\n` })),
};
/** Its checker says of 0 that it is itself at fault. */
const checked = {
	id: 'checked',
	tests: [{ kind: 'stdio', input: '1\n', output: '' }],
	checker: {
		protocol: 'testlib',
		language: 'python',
		code: 'import sys\nsaid = open(sys.argv[2]).read().strip()\nsys.exit({"2": 0, "1": 1}.get(said, 3))',
	},
};
/** What is paid; all else that the model can write is no program, and 0. */
const paid: Readonly<Record<string, Readonly<Record<string, number | null>>>> = {
	double: { [right]: 1, [half]: 0.5 },
	checked: { [right]: 1, [half]: 1, [puzzling]: null },
};

interface Answer {
	/** Of each step what our function answered. */
	readonly answered: readonly (readonly { problem: string; completion: string; reward: number | null }[])[];
	readonly logged: readonly Readonly<Record<string, number>>[];
	readonly before: Readonly<Record<string, Readonly<Record<string, number>>>>;
	readonly after: Answer['before'];
}

describe("TRL's GRPOTrainer", () => {
	test('trains for two steps with the rewards of the service, and leaves out what has no verdict', async () => {
		for (const problem of [double, checked]) await post(`${service.url}/v1/problems`, problem);
		const request = {
			url: service.url,
			problems: Object.keys(paid),
			completions: [right, half, wrong, failing, puzzling],
			samples: 32,
			steps: 2,
		};
		const env = { PYTHONPATH: pythonClient, HF_HUB_OFFLINE: '1' };
		const { answered, logged, before, after } = (await runClient('trainers', 'trl_grpo.py', request, env)).answer as Answer;

		expect(answered.map((step) => step.length)).toEqual([64, 64]);
		const all = answered.flat();
		expect(all).toEqual(all.map((row) => ({ ...row, reward: expectedReward(row) })));
		expect(new Set(all.map(({ problem, reward }) => `${problem} ${reward}`))).toEqual(
			new Set(['double 0', 'double 0.5', 'double 1', 'checked 0', 'checked 1', 'checked null']),
		);

		for (const [step, rows] of answered.entries()) {
			const known = rows.flatMap(({ reward }) => (reward === null ? [] : [reward]));
			const mean = known.reduce((sum, reward) => sum + reward, 0) / known.length;
			expect(logged[step]).toMatchObject({
				step: step + 1,
				reward: expect.closeTo(mean, 5),
				'rewards/assay_reward/mean': expect.closeTo(mean, 5),
				'assay_reward/no_verdict': expect.closeTo((rows.length - known.length) / rows.length, 5),
			});
			expect(logged[step]?.grad_norm).toBeGreaterThan(0);
		}
		for (const problem of request.problems) {
			expect(after[problem]?.[right]).toBeGreaterThan(before[problem]?.[right] ?? 1);
			expect(after[problem]?.[failing]).toBeLessThan(before[problem]?.[failing] ?? 0);
		}
	});
});

function expectedReward({ problem, completion }: Answer['answered'][number][number]): number | null {
	const reward = paid[problem]?.[completion];
	return reward === undefined ? 0 : reward;
}
