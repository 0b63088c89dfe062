import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Control groups of the sandboxes, on version 1 and 2, below the group that this
 * process is in, so that whatever bounds the service bounds its sandboxes too.
 * Everything here is "where it can be had": without rights there is none, the
 * agent measures by /proc, and `doctor` says so.
 */
export interface SandboxGroup {
	/** Folders by the agent's names: memory and cpuacct (version 1) or unified (version 2). */
	readonly folders: Readonly<Record<string, string>>;
	/** Every folder that the sandbox's first process has to be put into. */
	readonly all: readonly string[];
	/** How many processes of this sandbox the kernel has killed for want of memory. */
	oomKills(): Promise<number>;
	remove(): Promise<void>;
}

export interface CgroupHost {
	readonly version: 0 | 1 | 2;
	/** Why there are none, or fewer than there could be. */
	readonly detail: string;
	create(name: string): Promise<SandboxGroup>;
	/** Removes groups that a service which is gone has left behind. */
	removeOrphans(): Promise<void>;
}

const root = '/sys/fs/cgroup';
const processesPerSandbox = '1024';
const groupName = /^assay-(\d+)-/;

/** Looks at what this process may do; never rejects. */
export async function openCgroupHost(): Promise<CgroupHost> {
	const own = await ownGroups();
	const v1 = new Map<string, string>();
	for (const controller of ['memory', 'cpuacct', 'pids']) {
		const path = own.get(controller);
		const folder = path === undefined ? undefined : join(root, controller, path);
		if (folder !== undefined && (await canCreateIn(folder))) v1.set(controller, folder);
	}
	if (v1.size > 0) return hostOf(1, `version 1: ${[...v1.keys()].join(', ')}`, v1);
	const path = own.get('');
	const folder = path === undefined ? undefined : join(root, path);
	if (folder !== undefined && existsSync(join(folder, 'cgroup.controllers'))) {
		const refused = await delegate(folder);
		if (refused === undefined) return hostOf(2, 'version 2: memory, pids', new Map([['unified', folder]]));
		return hostOf(0, refused, new Map());
	}
	return hostOf(0, 'no control group that this user may write to', new Map());
}

async function ownGroups(): Promise<Map<string, string>> {
	const text = await readFile('/proc/self/cgroup', 'utf8').catch(() => '');
	const groups = new Map<string, string>();
	for (const line of text.split('\n')) {
		const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
		if (path !== '') for (const controller of controllers.split(',')) groups.set(controller, path);
	}
	return groups;
}

async function canCreateIn(folder: string): Promise<boolean> {
	const probe = join(folder, `assay-${process.pid}-probe`);
	return mkdir(probe).then(
		() => rmdir(probe).then(() => true),
		() => false,
	);
}

/** Version 2: a group with members cannot hand controllers on, so this process moves into a leaf first. */
async function delegate(folder: string): Promise<string | undefined> {
	const enable = () => writeFile(join(folder, 'cgroup.subtree_control'), '+memory +pids');
	try {
		await enable();
		return undefined;
	} catch (error) {
		if (!(await canCreateIn(folder))) return `version 2, but this user may not create groups below ${folder}`;
		if (!(error instanceof Error && 'code' in error && error.code === 'EBUSY')) return `version 2 without memory and pids for ${folder}`;
	}
	try {
		const leaf = join(folder, `assay-${process.pid}-service`);
		await mkdir(leaf, { recursive: true });
		for (const pid of (await readFile(join(folder, 'cgroup.procs'), 'utf8')).split('\n').filter(Boolean)) {
			if (Number(pid) === process.pid) await writeFile(join(leaf, 'cgroup.procs'), pid);
		}
		await enable();
		return undefined;
	} catch {
		return 'version 2, but this process shares its group with others: start it in a group of its own (systemd: Delegate=yes)';
	}
}

function hostOf(version: 0 | 1 | 2, detail: string, parents: ReadonlyMap<string, string>): CgroupHost {
	return {
		version,
		detail,
		async create(name) {
			const made = [...parents].map(([controller, parent]) => [controller, join(parent, `assay-${process.pid}-${name}`)] as const);
			for (const [controller, folder] of made) {
				await mkdir(folder);
				if (controller !== 'cpuacct' && controller !== 'memory') await writeFile(join(folder, 'pids.max'), processesPerSandbox);
				if (controller === 'memory') await writeFile(join(folder, 'memory.swappiness'), '0').catch(() => undefined);
				if (controller === 'unified') await writeFile(join(folder, 'memory.swap.max'), '0').catch(() => undefined);
			}
			const byName = new Map(made);
			const events = byName.has('memory')
				? join(byName.get('memory') ?? '', 'memory.oom_control')
				: join(byName.get('unified') ?? '', 'memory.events');
			return {
				folders: Object.fromEntries(made.filter(([controller]) => controller !== 'pids')),
				all: made.map(([, folder]) => folder),
				oomKills: async () => Number(/^oom_kill (\d+)$/m.exec(await readFile(events, 'utf8').catch(() => ''))?.[1] ?? 0),
				remove: async () => {
					for (const [, folder] of made) await removeGroup(folder);
				},
			};
		},
		async removeOrphans() {
			for (const parent of parents.values()) {
				for (const name of await readdir(parent).catch(() => [])) {
					const pid = groupName.exec(name)?.[1];
					if (pid !== undefined && !existsSync(`/proc/${pid}`)) await rmdir(join(parent, name)).catch(() => undefined);
				}
			}
		},
	};
}

/** A group can be removed when its last process is quite gone, which the kernel may take a moment for. */
async function removeGroup(folder: string): Promise<void> {
	for (let waitMs = 1; waitMs <= 1024; waitMs *= 2) {
		const done = await rmdir(folder).then(
			() => true,
			(error: NodeJS.ErrnoException) => error.code === 'ENOENT',
		);
		if (done) return;
		await delay(waitMs);
	}
}
