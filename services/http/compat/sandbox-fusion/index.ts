import { z } from 'zod';
import { blameOf, type CompatProtocol } from '../contract.ts';
import { fastApiRefusals } from '../fast-api.ts';
import { datasetRoutes } from './datasets.ts';
import { evaluateRoutes } from './evaluate.ts';
import { runCodeRoutes } from './run-code.ts';

/** SandboxFusion (github.com/bytedance/SandboxFusion), which verl and many others call, and its fork ScaleBox. */
export const sandboxFusion: CompatProtocol = {
	name: 'SandboxFusion',
	description: 'For clients of SandboxFusion and ScaleBox: verl, tinker-cookbook, the package sandbox-fusion.',
	refusals: {
		shape: fastApiRefusals.shape,
		// The one status that verl's client sends a request again for.
		of: (error) => {
			const refusal = fastApiRefusals.of(error);
			return blameOf(error) === 'busy' ? { ...refusal, status: 504 } : refusal;
		},
	},
	routes: (desk) => async (app) => {
		await app.register(runCodeRoutes(desk));
		await app.register(evaluateRoutes(desk));
		await app.register(datasetRoutes(desk));
		app.get('/v1/ping', { schema: { summary: 'Whether it lives', response: { 200: z.string() } } }, async (_request, reply) =>
			reply.type('application/json').send('"pong"'),
		);
	},
};
