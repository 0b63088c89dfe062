import { z } from 'zod';
import { RecordError } from './contract.ts';
import { graderImports } from './grader-imports.ts';
import { parseData } from './json-text.ts';
import { recordFormat } from './record-format.ts';
import { suiteOf } from './suites.ts';

const Index = z.union([z.number(), z.string()]);

/**
 * Rows as verl and PRIME train on them (Eurus-2-RL-Data, and what rLLM and Code-R1
 * prepare): the ground truth of the reward model has the tests, or the answer to a
 * problem of mathematics.
 */
export const verl = recordFormat({
	name: 'verl',
	describe: 'verl rows, PRIME Eurus-2-RL-Data: data_source, ability, reward_model {ground_truth}, extra_info {split, index}',
	record: z.object({
		data_source: z.string().nullish(),
		ability: z.string().nullish(),
		reward_model: z.object({ ground_truth: z.unknown() }),
		extra_info: z.object({ split: z.string().nullish(), index: Index.nullish() }).nullish().catch(null),
	}),
	matches: (record) => typeof record.reward_model === 'object' && record.reward_model !== null && 'ground_truth' in record.reward_model,
	toProblem: ({ data_source, ability, reward_model, extra_info }, place) => {
		const truth = reward_model.ground_truth;
		const split = extra_info?.split ? `${extra_info.split}-` : '';
		const id = `${data_source || 'verl'}/${split}${extra_info?.index ?? place}`;
		if (ability?.toLowerCase() === 'math') return { id, tests: [{ id: 'answer', kind: 'math', answer: answerOf(truth) }] };
		if (ability && !/^cod(?:e|ing)/i.test(ability))
			throw new RecordError(`ability ${JSON.stringify(ability.slice(0, 40))}: neither a programming problem nor one of mathematics`);
		return {
			id,
			preamble: graderImports,
			...suiteOf(typeof truth === 'string' ? parseData(truth, 'ground_truth') : truth, 'ground_truth'),
		};
	},
});

function answerOf(truth: unknown): string {
	if (typeof truth === 'string') return truth;
	throw new RecordError('ground_truth: an answer in mathematics is a text');
}
