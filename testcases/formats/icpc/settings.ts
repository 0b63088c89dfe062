import { parse } from 'yaml';
import { z } from 'zod';
import { RecordError } from '../contract.ts';
import { readOptional, readText } from './files.ts';

const Name = z.union([z.string(), z.record(z.string(), z.string())]);

/** The keys of problem.yaml that judge a program; both the legacy form and that of 2023-07. */
const Settings = z.object({
	name: Name.nullish(),
	type: z.union([z.string(), z.array(z.string())]).nullish(),
	validation: z.string().nullish(),
	validator_flags: z.string().nullish(),
	limits: z.object({ time_limit: z.number().nullish(), memory: z.number().nullish(), output: z.number().nullish() }).nullish(),
});
export type Settings = z.infer<typeof Settings>;

/** What MiB a package gives when it does not say. */
const defaultMemoryMb = 2048;
const defaultOutputMb = 8;

export async function readSettings(root: string): Promise<Settings> {
	const settings = Settings.safeParse(parseYaml(await readText(root, 'problem.yaml'), 'problem.yaml') ?? {});
	if (!settings.success)
		throw new RecordError(`problem.yaml: ${settings.error.issues[0]?.path.join('.')}: ${settings.error.issues[0]?.message}`);
	return settings.data;
}

export function parseYaml(text: string, name: string): unknown {
	try {
		return parse(text, { maxAliasCount: 100 });
	} catch (error) {
		throw new RecordError(`${name}: not valid YAML (${error instanceof Error ? error.message.split('\n')[0]?.slice(0, 100) : 'unknown'})`);
	}
}

export function titleOf(settings: Settings): string | null {
	const { name } = settings;
	if (name === null || name === undefined || typeof name === 'string') return name ?? null;
	return name.en ?? Object.values(name)[0] ?? null;
}

/** How outputs are judged: by the default validator, by one of the package, or by talking with the program. */
export function judgingOf(settings: Settings): { readonly custom: boolean; readonly interactive: boolean; readonly scoring: boolean } {
	const words = [settings.validation ?? 'default', settings.type ?? ''].flat().flatMap((text) => text.split(/\s+/));
	if (words.includes('multi-pass') || words.includes('submit-answer'))
		throw new RecordError('multi-pass and submit-answer problems are not read');
	return { custom: words.includes('custom'), interactive: words.includes('interactive'), scoring: words.includes('scoring') };
}

/**
 * The limits of a package. The time comes from `.timelimit`, `domjudge-problem.ini`
 * or `limits.time_limit`, in this order. A package with none of them has a limit
 * that follows from running its accepted submissions, which a reader cannot do;
 * its problem then has the default of the judge.
 */
export async function limitsOf(root: string, settings: Settings): Promise<{ cpu_ms?: number; memory_mb: number; output_kb: number }> {
	const ini = await readOptional(root, 'domjudge-problem.ini');
	const iniLimit = /^[ \t]*timelimit[ \t]*=[ \t]*['"]?([\d.]+)/m.exec(ini ?? '')?.[1];
	const seconds = Number((await readOptional(root, '.timelimit'))?.trim() || iniLimit || settings.limits?.time_limit || 0);
	if (!Number.isFinite(seconds) || seconds < 0) throw new RecordError('the time limit is not a number');
	return {
		...(seconds > 0 ? { cpu_ms: Math.round(seconds * 1000) } : {}),
		memory_mb: Math.ceil(settings.limits?.memory ?? defaultMemoryMb),
		output_kb: Math.ceil((settings.limits?.output ?? defaultOutputMb) * 1024),
	};
}
