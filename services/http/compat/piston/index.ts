import { z } from 'zod';
import { AssayError, errorCatalogue } from '../../../errors.ts';
import type { LanguageInfo } from '../../../execution/contract.ts';
import type { CompatProtocol } from '../contract.ts';
import type { Desk, LanguageNames } from '../desk.ts';
import { contestOf, contestResponse } from './contests.ts';
import { programOf, responseOf } from './execute.ts';
import { ExecuteRequest, ExecuteResponse, Runtimes } from './shapes.ts';

/** Where Piston has names that are not ours. */
const languageNames: LanguageNames = { 'csharp.net': 'csharp', rscript: 'r', 'c++': 'cpp', gcc: 'c', sqlite3: 'sql', iverilog: 'verilog' };

/** Piston (github.com/engineer-man/piston), version 2 of its API, with the packages of open-r1 for contests. */
export const piston: CompatProtocol = {
	name: 'Piston',
	description: 'For clients of Piston: open-r1 and its Codeforces and IOI rewards.',
	refusals: {
		shape: z.object({ message: z.string() }),
		of: (error) => ({ status: errorCatalogue[error.code].status, body: { message: error.message } }),
	},
	routes: (desk) => async (app) => {
		app.post(
			'/api/v2/execute',
			{
				schema: {
					summary: 'Run a program, or judge one as the packages of open-r1 do',
					body: ExecuteRequest,
					response: { 200: ExecuteResponse },
				},
			},
			async (request, reply) => {
				const { body } = request;
				const contest = contestOf(body);
				const language = await desk.language(contest?.language ?? body.language, languageNames);
				const runtime = { language: body.language, version: await versionOf(desk, language) };
				if (contest !== undefined) return contestResponse(await desk.open(request, reply).judge(contest), runtime);
				if (!fits(body.version, runtime.version, language.name)) {
					throw new AssayError('unknown_language', `${body.language}-${body.version} runtime is unknown`);
				}
				const program = programOf(body, language.name);
				return responseOf(await desk.open(request, reply).run(program), { ...runtime, language: language.name });
			},
		);
		app.get('/api/v2/runtimes', { schema: { summary: 'Languages and their versions', response: { 200: Runtimes } } }, async () => {
			const languages = (await desk.languages()).filter(({ installed }) => installed);
			return await Promise.all(
				languages.map(async (language) => ({
					language: language.name,
					version: await versionOf(desk, language),
					aliases: [...language.aliases],
				})),
			);
		});
	},
};

/** The number in what a toolchain says of itself, in the three parts that Piston's versions have. */
async function versionOf({ dependencies }: Desk, { name }: LanguageInfo): Promise<string> {
	const said = (await dependencies.grader.versions()).get(name) ?? '';
	const [, major = '0', minor = '0', patch = '0'] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(said) ?? [];
	return `${major}.${minor}.${patch}`;
}

/** Whether a toolchain runs what was written for some version: `*`, `3.x` or `10.2.0`. It does for older ones, but for Python, whose second version was another language. */
function fits(wanted: string, version: string, language: string): boolean {
	const [asked, ours] = [wanted, version].map((text) => Number(/^\D*(\d+)/.exec(text)?.[1] ?? 0));
	if (asked === undefined || ours === undefined || asked === 0) return true;
	return language === 'python' ? asked === ours : asked <= ours;
}
