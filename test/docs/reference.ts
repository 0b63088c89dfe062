import type { Command } from 'commander';
import { z } from 'zod';
import { languages } from '../../runners/languages/index.ts';
import type { CliContext } from '../../services/cli/context.ts';
import { buildProgram } from '../../services/cli/program.ts';
import { wrapHelp } from '../../services/cli/wrap.ts';
import { Suspicion, TestResult } from '../../services/contract/verdict.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import { errorCatalogue } from '../../services/errors.ts';
import { SchemeOptions, schemeNames, schemeOf } from '../../services/scoring/index.ts';
import { formats } from '../../testcases/formats/index.ts';
import { Checker, Compare, Limits, TestCase } from '../../testcases/schema.ts';
import { testServer } from '../support/app.ts';

/** `docs/reference.md`, from the schemas and catalogues of the code. */
export async function reference(): Promise<string> {
	const parts = [
		'# Reference',
		'Made from the code by `node test/docs/write-reference.ts`; a test sees to it that it is up to date. Settings and metrics are in [operations.md](operations.md), data sets in [data-sets.md](data-sets.md).',
		'## API',
		'`/docs` of a service describes requests and answers; `/openapi.json` is for tools.',
		await routes(),
		'## Errors',
		'Bodies of errors are problem details (RFC 9457) with a stable `code`. `again`: the same request may succeed later.',
		table(
			['code', 'status', 'what', 'again'],
			Object.entries(errorCatalogue).map(([code, { status, title, retryable }]) => [
				`\`${code}\``,
				String(status),
				title,
				retryable ? 'yes' : '',
			]),
		),
		'## Results of tests',
		fields(TestResult),
		`Signs in \`suspicion\`: ${Suspicion.description}`,
		'## Problems',
		'A problem has `id` and `tests`, and may have the rest of what `POST /v1/problems` describes. Kinds of test:',
		...TestCase.options.map((kind) => `**${kind.shape.kind.value}**\n\n${fields(kind)}`),
		'Limits of one run:',
		fields(Limits),
		'`compare`, how outputs are compared:',
		fields(Compare),
		'`checker`, or `interactor`, a program of the suite:',
		fields(Checker),
		'## Reward schemes',
		table(
			['scheme', 'what it pays'],
			schemeNames.map((name) => [`\`${name}\``, schemeOf(name).describe]),
		),
		'Options of all of them:',
		fields(SchemeOptions),
		'How pass rates become levels (`difficulty`):',
		fields(LevelOptions),
		'## Languages',
		table(
			['language', 'other names', 'what'],
			languages.map(({ name, aliases, title }) => [`\`${name}\``, aliases.map((alias) => `\`${alias}\``).join(' '), title]),
		),
		'## Formats',
		`\`assay import --format\`: ${formats.map(({ name }) => `\`${name}\``).join(' ')}`,
		'## Commands',
		...helps(),
	];
	return `${parts.join('\n\n')}\n`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
	return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

/** The fields of an object, as JSON Schema says them. */
function fields(schema: z.ZodType): string {
	const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	const rows = Object.entries(properties).map(([name, property]) => {
		if (typeof property === 'boolean') return [`\`${name}\``, '', ''];
		const missing =
			property.default === undefined ? (required.includes(name) ? '' : 'optional') : `\`${JSON.stringify(property.default)}\``;
		const values = property.const === undefined ? property.enum : [property.const];
		const what = [property.description, values && `One of: ${values.map((value) => `\`${value}\``).join(', ')}.`];
		return [`\`${name}\``, missing, what.filter((words) => words !== undefined).join(' ')];
	});
	return table(['field', 'if left out', ''], rows);
}

async function routes(): Promise<string> {
	await using test = await testServer();
	const document = test.app.swagger() as {
		readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>;
	};
	const rows = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, { summary = '' }]) => [`\`${method.toUpperCase()} ${path}\``, summary]),
	);
	return table(['route', 'what'], rows);
}

const silent: CliContext = {
	stdout: process.stdout,
	stderr: process.stderr,
	engine: {
		open: () => Promise.reject(new Error('not for use')),
		diagnose: () => Promise.reject(new Error('not for use')),
	},
	onInterrupt: () => ({ [Symbol.dispose]: () => undefined }),
	exitNow: () => {
		throw new Error('not for use');
	},
	setExitCode: () => undefined,
};

/** The commands, none of which can run. */
export const commandLine = (): Command => buildProgram(silent);

/** What `--help` of each command prints, 80 columns wide. */
function helps(): string[] {
	const all = (command: Command, path: string): string[] => {
		const said: string[] = [];
		command.configureOutput({ getOutHelpWidth: () => 80, writeOut: (text) => void said.push(text) }).outputHelp();
		return [
			`### ${path}\n\n\`\`\`text\n${wrapHelp(said.join('')).trimEnd()}\n\`\`\``,
			...command.commands.flatMap((below) => all(below, `${path} ${below.name()}`)),
		];
	};
	return commandLine().commands.flatMap((command) => all(command, `assay ${command.name()}`));
}
