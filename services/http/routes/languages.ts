import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { LanguagesResponse } from '../../contract/system.ts';
import type { AppDependencies } from '../dependencies.ts';

/** `GET /v1/languages`. */
export function languageRoutes({ grader }: Pick<AppDependencies, 'grader'>): FastifyPluginAsyncZod {
	return async (app) => {
		app.get(
			'/v1/languages',
			{ schema: { summary: 'Languages and their versions', tags: ['languages'], response: { 200: LanguagesResponse } } },
			async () => {
				const [languages, versions] = await Promise.all([grader.languages(), grader.versions()]);
				return {
					languages: languages.map(({ name, aliases, title }) => ({
						name,
						aliases: [...aliases],
						title,
						version: versions.get(name) ?? null,
					})),
				};
			},
		);
	};
}
