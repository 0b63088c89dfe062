import { z } from 'zod';
import { AssayError } from '../../errors.ts';
import type { CompatProtocol } from './contract.ts';
import { fastApiRefusals } from './fast-api.ts';
import { completionOf, payRollouts, RewardQuery } from './rewards.ts';

const RewardRequest = z.object({
	prompt: z.unknown().optional(),
	response: z.string(),
	label: z.unknown().optional().describe('The id of a problem, or a problem or {inputs, outputs, fn_name?}, also as JSON in a text.'),
});

/** The remote reward of slime (`--rm-type remote_rm --rm-url`); the body is the reward, and whatever is no 200 it asks for again. */
export const slime: CompatProtocol = {
	name: 'slime',
	description: 'For --rm-type remote_rm of slime.',
	refusals: fastApiRefusals,
	routes: (desk) => async (app) => {
		app.post(
			'/remote_rm',
			{ schema: { summary: 'Pay for a rollout', querystring: RewardQuery, body: RewardRequest, response: { 200: z.number() } } },
			async (request, reply) => {
				const { response, label } = request.body;
				const rollout = { completion: completionOf(response, undefined), label };
				const [paid] = await payRollouts(desk, desk.open(request, reply), [rollout], request.query);
				if (paid === undefined) throw new AssayError('no_verdict', 'the rollout was not paid');
				return paid.reward;
			},
		);
	},
};
