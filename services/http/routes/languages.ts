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
				const languages = await grader.languages();
				return { languages: languages.map((language) => ({ ...language, aliases: [...language.aliases] })) };
			},
		);
	};
}
