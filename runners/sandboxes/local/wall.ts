import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentConnection, AgentSandbox } from '../../agent/client.ts';
import { protection } from '../../agent/protocol.ts';
import { type Protection, SandboxFault, type Wall } from '../contract.ts';
import { bubblewrapArguments } from './bubblewrap.ts';
import { type CgroupHost, openCgroupHost, type SandboxGroup } from './cgroups.ts';
import { findExecutable, type HostFiles, hostFiles } from './host.ts';

export interface LocalWallOptions {
	/** The folder that holds `runners/` and `build/`. */
	readonly repository: string;
	/** The Node binary for JavaScript programs. */
	readonly node: string;
	/** Another build of the agent, e.g. one with sanitizers; default: `build/agent/agent`. */
	readonly agent?: string;
	readonly agentEnv?: Readonly<Record<string, string>>;
	/** Size of what a program may write: working directory, /tmp and /dev/shm together. */
	readonly scratchMb?: number;
	/** Where bubblewrap is looked for; default: the PATH of this process. */
	readonly path?: string;
	/** First host user of the sandboxes, two for each, when started as root. */
	readonly uidBase?: number;
}

const stderrKeptBytes = 4096;
const defaultUidBase = 700_000;
/** Puts itself into the groups, then becomes bubblewrap, so that nothing starts outside of them. */
const enterGroups = 'set -e; while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs"; shift; done; shift; exec "$@"';

/** Sandboxes by bubblewrap: no daemon, no image. Rejects with the command that would fix what is missing. */
export async function openLocalWall(options: LocalWallOptions): Promise<Wall> {
	const bwrap = findExecutable('bwrap', options.path);
	if (bwrap === undefined) throw new SandboxFault('bubblewrap is not installed: run deploy/setup.sh (or: apt-get install bubblewrap)');
	const agent = options.agent ?? join(options.repository, 'build/agent/agent');
	if (!existsSync(agent)) throw new SandboxFault('the agent is not built: run make -C runners/agent');
	const cgroups = await openCgroupHost();
	await cgroups.removeOrphans();
	return new LocalWall(bwrap, options, cgroups, hostFiles(options.repository, options.node, agent));
}

/** The command that would help where the system does not let users make namespaces. */
function remedyFor(words: string): string {
	if (!/namespace|not permitted|permission denied|uid map/i.test(words)) return '';
	for (const [setting, wanted] of namespaceSettings) {
		const file = `/proc/sys/${setting.replaceAll('.', '/')}`;
		if (existsSync(file) && readFileSync(file, 'utf8').trim() !== wanted) return `; as root, run: sysctl -w ${setting}=${wanted}`;
	}
	return '; in a container, it needs the right to make namespaces: start it with --privileged, or use the Docker engine of the host';
}

const namespaceSettings = [
	['kernel.unprivileged_userns_clone', '1'],
	['kernel.apparmor_restrict_unprivileged_userns', '0'],
] as const;

class LocalWall implements Wall {
	readonly name = 'local';
	readonly #bwrap: string;
	readonly #options: LocalWallOptions;
	readonly #cgroups: CgroupHost;
	readonly #files: HostFiles;
	readonly #asRoot = process.getuid?.() === 0;
	/** Several walls may be open in one process. */
	readonly #id = randomBytes(3).toString('hex');
	#opened = 0;

	constructor(bwrap: string, options: LocalWallOptions, cgroups: CgroupHost, files: HostFiles) {
		this.#bwrap = bwrap;
		this.#options = options;
		this.#cgroups = cgroups;
		this.#files = files;
	}

	/** All have the toolchains of this machine. */
	kindFor(): string {
		return this.name;
	}

	async open({ slot }: { readonly slot: number }): Promise<AgentSandbox> {
		const name = `${this.#id}-${slot}-${this.#opened++}`;
		const group = await this.#cgroups.create(name).catch((cause: unknown) => {
			throw new SandboxFault('the control group could not be made', { cause });
		});
		try {
			return await AgentSandbox.connect(this.#start(name, slot, group));
		} catch (cause) {
			const words = cause instanceof Error ? cause.message : String(cause);
			throw new SandboxFault(`no sandbox can be made: ${words}${remedyFor(words)}`, { cause });
		}
	}

	async protections(): Promise<readonly Protection[]> {
		await using sandbox = await this.open({ slot: 0 });
		const has = (bit: number) => (sandbox.protections & bit) !== 0;
		return [
			{ name: 'namespaces', inForce: true, detail: 'bubblewrap: user, mount, pid, network, ipc, uts, cgroup' },
			{
				name: 'separate users',
				inForce: has(protection.twoUsers),
				detail: has(protection.twoUsers)
					? 'agent and candidate are different users'
					: 'started by an ordinary user: one user in the sandbox, told apart by namespaces and capabilities',
			},
			{ name: 'system-call filter', inForce: true, detail: 'deny list, no_new_privs, no capabilities' },
			{
				name: 'memory by control group',
				inForce: has(protection.memoryGroup),
				detail: has(protection.memoryGroup) ? this.#cgroups.detail : `resident memory is watched instead; ${this.#cgroups.detail}`,
			},
			{
				name: 'CPU time by control group',
				inForce: has(protection.cpuGroup),
				detail: has(protection.cpuGroup) ? this.#cgroups.detail : 'by rusage and /proc instead',
			},
		];
	}

	async close(): Promise<void> {
		await this.#cgroups.removeOrphans();
	}

	#start(name: string, slot: number, group: SandboxGroup): AgentConnection {
		const command = bubblewrapArguments({
			asRoot: this.#asRoot,
			agent: {
				processor: slot,
				...(this.#asRoot ? { uidBase: (this.#options.uidBase ?? defaultUidBase) + 2 * slot } : {}),
				...(this.#options.scratchMb === undefined ? {} : { scratchMb: this.#options.scratchMb }),
			},
			...this.#files,
			cgroupFolders: group.folders,
			agentEnv: this.#options.agentEnv ?? {},
		});
		const child = spawn('/bin/sh', ['-c', enterGroups, 'sh', ...group.all, '--', this.#bwrap, ...command], {
			stdio: ['pipe', 'pipe', 'pipe'],
			env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
			detached: true, // a terminal's Ctrl-C is for the service, which then ends its sandboxes in order
		});
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (words: string) => {
			said = (said + words).slice(-stderrKeptBytes);
		});
		// 'close' comes when nothing holds the agent's streams any more, that is, when the agent is dead.
		const closed = Promise.race([once(child, 'close'), once(child, 'error')]);
		const ended = closed.then(
			() => said.trim() || `exit status ${child.exitCode ?? child.signalCode}`,
			(error: unknown) => String(error),
		);
		let destroyed: Promise<void> | undefined;
		return {
			id: `local-${name}`,
			stdin: child.stdin,
			stdout: child.stdout,
			ended,
			destroy: () => {
				destroyed ??= (async () => {
					child.kill('SIGKILL');
					await ended;
					await group.remove();
				})();
				return destroyed;
			},
		};
	}
}
