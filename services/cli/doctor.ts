import { Command } from 'commander';
import type { Protection } from '../../runners/sandboxes/contract.ts';
import { loadConfig } from '../config.ts';
import { AssayError } from '../errors.ts';
import type { LanguageInfo } from '../execution/contract.ts';
import { lookAtStore, type StoreState } from '../store/open.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type CliContext, exitCodes } from './context.ts';
import { table } from './table.ts';

/** What `doctor` found. */
interface Findings {
	readonly usable: boolean;
	/** Why it is not usable, and what to do. */
	readonly problem?: string;
	readonly protections: readonly Protection[];
	readonly languages: readonly (LanguageInfo & { readonly version: string | null })[];
	readonly store: StoreState;
}

/** `assay doctor`: what is in force on this machine. */
export function doctorCommand(context: CliContext): Command {
	return new Command('doctor')
		.description('Say which protections, languages and store this machine has')
		.option('--json', 'print as JSON')
		.addHelpText(
			'after',
			'\nExit codes: 0 programs can be judged here, 2 they cannot.\n\nExamples:\n  assay doctor\n  assay doctor --json\n  ASSAY_WALL=docker assay doctor',
		)
		.action(async (flags: { readonly json?: boolean }) => {
			const findings = await examine(context);
			context.stdout.write(flags.json === true ? `${JSON.stringify(findings)}\n` : report(findings));
			context.setExitCode(findings.usable ? exitCodes.ok : exitCodes.trouble);
		});
}

async function examine({ engine }: CliContext): Promise<Findings> {
	const config = loadConfig();
	const store = await lookAtStore(config);
	let protections: readonly Protection[] = [];
	try {
		protections = await engine.diagnose(config);
		await using open = await engine.open({ ...config, slots: 1 }, createLogger('silent'));
		const versions = await open.grader.versions();
		const languages = (await open.grader.languages()).map((language) => ({ ...language, version: versions.get(language.name) ?? null }));
		if (languages.some(({ installed }) => installed)) return { usable: true, protections, languages, store };
		return { usable: false, problem: 'no language is installed: run deploy/setup.sh', protections, languages, store };
	} catch (error) {
		if (!(error instanceof AssayError) || error.code !== 'no_wall') throw error;
		return { usable: false, problem: error.message, protections, languages: [], store };
	}
}

function report({ usable, problem, protections, languages, store }: Findings): string {
	const mark = (good: boolean) => (good ? 'yes' : 'NO');
	const parts = [
		protections.length > 0
			? table(
					['protection', 'in force', 'detail'],
					protections.map(({ name, inForce, detail }) => [name, mark(inForce), detail]),
				)
			: '',
		languages.length > 0
			? table(
					['language', 'title', 'version'],
					languages.map(({ name, title, version }) => [name, title, version ?? 'not installed']),
				)
			: '',
		table(['store', 'answers', 'detail'], [[store.where, mark(store.answers), store.detail]]),
		usable ? 'Programs can be judged on this machine.\n' : `Programs cannot be judged on this machine: ${problem}\n`,
	];
	return parts.filter((part) => part !== '').join('\n');
}
