import { z } from 'zod';
import { RecordError } from '../contract.ts';
import { fileNames, readOptional, readText } from './files.ts';
import { parseYaml } from './settings.ts';

/** One case of a package; `id` is its path below data/ without the ending. */
export interface Case {
	readonly id: string;
	readonly sample?: true;
	readonly input: string;
	readonly output: string;
}

const GroupSettings = z.object({
	output_validator_flags: z.union([z.string(), z.array(z.string())]).nullish(),
	output_validator_args: z.union([z.string(), z.array(z.string())]).nullish(),
	range: z.string().nullish(),
	accept_score: z.union([z.number(), z.string()]).nullish(),
	max_score: z.number().nullish(),
});

/** The cases of data/sample and data/secret, samples first, in the order of their names. */
export async function readCases(root: string): Promise<readonly Case[]> {
	const cases: Case[] = [];
	for (const folder of ['data/sample', 'data/secret']) {
		const names = await fileNames(`${root}/${folder}`);
		for (const name of names.filter((file) => file.endsWith('.in'))) {
			const stem = name.slice(0, -'.in'.length);
			const answer = `${stem}.ans`;
			cases.push({
				id: `${folder.slice('data/'.length)}/${stem}`,
				...(folder === 'data/sample' ? { sample: true as const } : {}),
				input: await readText(root, `${folder}/${name}`),
				output: names.includes(answer) ? await readText(root, `${folder}/${answer}`) : '',
			});
		}
	}
	if (cases.length === 0) throw new RecordError('no data/sample/*.in and no data/secret/**/*.in');
	return cases;
}

/** Validator flags that data folders add; all folders that name some must agree, since a suite has one rule. */
export async function readDataFlags(root: string): Promise<string> {
	const found = new Set<string>();
	for (const name of (await fileNames(`${root}/data`)).filter(isGroupFile)) {
		const { output_validator_flags: flags, output_validator_args: args } = await readGroup(root, `data/${name}`);
		if (flags != null || args != null) found.add([flags ?? args ?? []].flat().join(' '));
	}
	if (found.size > 1) throw new RecordError('its data folders have different output validator flags');
	return [...found][0] ?? '';
}

/** The points of each group below data/secret; none unless every group says what it is worth. */
export async function readGroups(root: string, cases: readonly Case[]): Promise<{ tests: string[]; points: number }[]> {
	const members = new Map<string, string[]>();
	for (const { id } of cases) {
		const [top, group, ...rest] = id.split('/');
		if (top === 'secret' && group !== undefined && rest.length > 0) members.set(group, [...(members.get(group) ?? []), id]);
	}
	const groups: { tests: string[]; points: number }[] = [];
	for (const [group, tests] of members) {
		const points = await pointsOf(root, `data/secret/${group}`);
		if (points === null) return [];
		groups.push({ tests, points });
	}
	return groups;
}

async function pointsOf(root: string, folder: string): Promise<number | null> {
	for (const name of ['testdata.yaml', 'test_group.yaml']) {
		if ((await readOptional(root, `${folder}/${name}`)) === null) continue;
		const group = await readGroup(root, `${folder}/${name}`);
		const best = Number(group.max_score ?? group.range?.trim().split(/\s+/)[1] ?? group.accept_score ?? Number.NaN);
		if (Number.isFinite(best) && best >= 0) return best;
	}
	return null;
}

function isGroupFile(name: string): boolean {
	return /(?:^|\/)(?:testdata|test_group)\.yaml$/.test(name);
}

async function readGroup(root: string, name: string): Promise<z.infer<typeof GroupSettings>> {
	const group = GroupSettings.safeParse(parseYaml(await readText(root, name), name) ?? {});
	if (!group.success) throw new RecordError(`${name}: ${group.error.issues[0]?.path.join('.')}: ${group.error.issues[0]?.message}`);
	return group.data;
}
