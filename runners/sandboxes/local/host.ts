import { accessSync, constants, existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { languages } from '../../languages/index.ts';

/** What of the host a sandbox may see: toolchains, read-only, and nothing else. */
export interface HostFiles {
	readonly readOnly: readonly (readonly [host: string, inside: string])[];
	readonly links: readonly (readonly [inside: string, target: string])[];
}

/** The first executable of that name in PATH, or undefined. */
export function findExecutable(name: string, path = process.env.PATH ?? ''): string | undefined {
	for (const folder of path.split(delimiter)) {
		const candidate = join(folder, name);
		try {
			accessSync(candidate, constants.X_OK);
			return candidate;
		} catch {
			// not here
		}
	}
	return undefined;
}

/** Parts of /etc that toolchains read; nothing there names users, hosts or secrets. */
const etcNames = ['alternatives', 'ld.so.cache', 'ld.so.conf', 'ld.so.conf.d'];
const isToolchainConfig = (name: string) => /^java-\d+-openjdk$/.test(name) || etcNames.includes(name);

/** `repository` is the folder that holds `runners/` and `build/`; `node` the binary for JavaScript programs. */
export function hostFiles(repository: string, node: string, agent: string): HostFiles {
	const readOnly: [string, string][] = [['/usr', '/usr']];
	const links: [string, string][] = [];
	for (const name of ['bin', 'lib', 'lib32', 'lib64', 'libx32', 'sbin']) {
		const path = `/${name}`;
		if (!existsSync(path)) continue;
		if (lstatSync(path).isSymbolicLink()) links.push([path, readlinkSync(path)]);
		else readOnly.push([path, path]);
	}
	for (const name of readdirSync('/etc').filter(isToolchainConfig)) readOnly.push([`/etc/${name}`, `/etc/${name}`]);
	const folders = languages.flatMap((language) => language.folders ?? []).filter((folder) => existsSync(folder));
	readOnly.push(...folders.map((folder): [string, string] => [folder, folder]));
	for (const name of ['passwd', 'group', 'hosts', 'nsswitch.conf']) {
		readOnly.push([join(repository, 'runners/sandboxes/etc', name), `/etc/${name}`]);
	}
	const mounts = languages.flatMap((language) => language.mounts ?? []).filter(({ from }) => existsSync(join(repository, from)));
	readOnly.push(
		...mounts.map(({ from, to }): [string, string] => [join(repository, from), to]),
		[agent, '/assay/bin/agent'],
		...['liblauncher.so', 'launcher.node'].map((name): [string, string] => [join(repository, 'build/agent', name), `/assay/lib/${name}`]),
		[join(repository, 'runners/languages'), '/assay/languages'],
		[node, '/assay/bin/node'],
	);
	return { readOnly, links };
}
