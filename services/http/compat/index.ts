import type { FastifyError, FastifyPluginAsync } from 'fastify';
import type { AppDependencies } from '../dependencies.ts';
import { announce, toAssayError } from '../plugins/errors.ts';
import { codeJudge } from './code-judge.ts';
import type { CompatProtocol } from './contract.ts';
import { Desk } from './desk.ts';
import { e2bRouter } from './e2b-router.ts';
import { nemoGym } from './nemo-gym.ts';
import { nemoSkills } from './nemo-skills.ts';
import { openInstruct } from './open-instruct.ts';
import { openRlhf } from './open-rlhf.ts';
import { piston } from './piston/index.ts';
import { sandboxFusion } from './sandbox-fusion/index.ts';
import { slime } from './slime.ts';

/** Every protocol of other systems that is spoken here. */
export const compatProtocols: readonly CompatProtocol[] = [
	sandboxFusion,
	piston,
	openRlhf,
	slime,
	nemoGym,
	nemoSkills,
	openInstruct,
	codeJudge,
	e2bRouter,
];

/** The routes of all protocols, each with its own way to say that something is wrong. */
export function compatRoutes(dependencies: AppDependencies): FastifyPluginAsync {
	const desk = new Desk(dependencies);
	return async (app) => {
		for (const protocol of compatProtocols) await app.register(routesOf(protocol, desk));
	};
}

function routesOf({ name, refusals, routes }: CompatProtocol, desk: Desk): FastifyPluginAsync {
	return async (app) => {
		app.setErrorHandler<FastifyError>((raw, request, reply) => {
			const error = toAssayError(raw, request);
			const { status, body } = refusals.of(error);
			announce(reply, request, error);
			return reply.code(status).send(body);
		});
		app.addHook('onRoute', (route) => {
			const answers = typeof route.schema?.response === 'object' ? route.schema.response : {};
			route.schema = { ...route.schema, tags: [name], response: { ...answers, default: refusals.shape } };
			route.config = { ...route.config, scopes: ['grade'] };
		});
		await app.register(routes(desk));
	};
}
