import { createSerializerCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CompatProtocol } from './contract.ts';
import { fastApiRefusals } from './fast-api.ts';
import { completionOf, payRollouts, RewardQuery } from './rewards.ts';

const RewardRequest = z.object({
	query: z.array(z.string()).max(16_384).describe('Prompts with what the model wrote, special tokens and all.'),
	prompts: z.array(z.string()).nullish(),
	labels: z.array(z.unknown()).nullish().describe('Ids of problems, or problems or {inputs, outputs, fn_name?} as JSON.'),
});

const RewardResponse = z.object({
	rewards: z.array(z.number()),
	scores: z.array(z.number()).describe('The same in 0 to 1, for dynamic sampling.'),
	extra_logs: z.record(z.string(), z.array(z.number())),
});

declare global {
	interface JSON {
		/** Node has it; TypeScript does not yet. */
		rawJSON(text: string): object;
	}
}

/** Python reads `1` as an int, and torch has no mean of a batch of ints, which earlier versions of OpenRLHF take: so it is `1.0`. */
const withFloats = createSerializerCompiler({
	replacer: (_name, value: unknown) => (Number.isInteger(value) ? JSON.rawJSON(Number(value).toFixed(1)) : value),
});

/** The remote reward model of OpenRLHF (`--remote_rm_url`); whatever is no 200 it asks for again. */
export const openRlhf: CompatProtocol = {
	name: 'OpenRLHF',
	description: 'For --remote_rm_url of OpenRLHF.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.setSerializerCompiler(withFloats);
		app.post(
			'/get_reward',
			{
				schema: { summary: 'Pay for rollouts', querystring: RewardQuery, body: RewardRequest, response: { 200: RewardResponse } },
			},
			async (request, reply) => {
				const { query, prompts, labels } = request.body;
				if (query.length === 0) return { rewards: [], scores: [], extra_logs: {} };
				const rollouts = query.map((text, index) => ({ completion: completionOf(text, prompts?.[index]), label: labels?.[index] }));
				const paid = await payRollouts(desk, desk.open(request, reply, { programs: rollouts.length }), rollouts, request.query);
				const rewards = paid.map(({ reward }) => reward);
				const passed = paid.map(({ passed, total }) => (total === 0 ? 0 : passed / total));
				return { rewards, scores: rewards.map((reward) => Math.min(Math.max(reward, 0), 1)), extra_logs: { pass_rate: passed } };
			},
		);
	},
};
