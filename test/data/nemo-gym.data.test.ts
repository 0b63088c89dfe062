import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compatServers, post } from '../support/compat.ts';
import { dataFile, isMissing } from './sets.ts';

const servers = compatServers();
const rows = 'nemo-gym/code_gen_example.jsonl';
const rollouts = 'nemo-gym/code_gen_example_rollouts.jsonl';

interface Row {
	readonly responses_create_params: { readonly input: readonly { readonly content: string }[] };
	readonly reward: number;
	readonly result: readonly (boolean | number)[];
	readonly extracted_model_code: string;
}
const read = (name: string): Row[] =>
	readFileSync(dataFile(name), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
const promptOf = ({ responses_create_params }: Row) => responses_create_params.input.at(-1)?.content;

test.skipIf(isMissing(rows, rollouts))(
	`published rollouts of NeMo Gym get their rewards from /verify, and their results as far as those go (needs ${dataFile(rollouts)})`,
	{ timeout: 120_000 },
	async () => {
		const byPrompt = new Map(read(rows).map((row) => [promptOf(row), row]));
		const seen: unknown[] = [];
		for (const rollout of read(rollouts)) {
			const { reward, result, extracted_model_code, ...request } = rollout;
			const { status, body } = await post(`${servers.url}/verify`, { ...byPrompt.get(promptOf(rollout)), ...request });
			const got = body as Row;
			// The original stops at the first test that fails.
			expect([status, got.reward, got.result.slice(0, result.length)]).toEqual([200, reward, result]);
			expect(got.extracted_model_code.trim()).toBe(extracted_model_code.trim());
			seen.push(reward);
		}
		expect(seen).toHaveLength(5);
	},
);
