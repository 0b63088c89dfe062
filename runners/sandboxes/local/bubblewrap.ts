import { dirname } from 'node:path';
import { type AgentPlan, agentArguments } from '../../agent/arguments.ts';

/** The command line of one sandbox. Pure: what exists on the host is an argument. */

export interface SandboxPlan {
	/** Started as root: real users are to be had, and the agent leaves root behind by itself. */
	readonly asRoot: boolean;
	readonly agent: AgentPlan;
	/** Host path -> sandbox path, read-only. */
	readonly readOnly: readonly (readonly [host: string, inside: string])[];
	/** Sandbox path -> link target, e.g. /bin -> usr/bin. */
	readonly links: readonly (readonly [inside: string, target: string])[];
	/** The control group's folders by the agent's names for them: memory, cpuacct, unified. */
	readonly cgroupFolders: Readonly<Record<string, string>>;
	readonly agentEnv: Readonly<Record<string, string>>;
}

const devices = ['null', 'zero', 'full', 'random', 'urandom'];
const standardStreams = [
	['/dev/fd', '/proc/self/fd'],
	['/dev/stdin', '/proc/self/fd/0'],
	['/dev/stdout', '/proc/self/fd/1'],
	['/dev/stderr', '/proc/self/fd/2'],
] as const;
/** What the agent mounts its own file systems on. */
const mountPoints = ['/prog', '/scratch', '/box', '/tmp', '/dev/shm', '/proc'];

/** Rights that the agent needs to make its user namespace and its mounts, and drops then. */
const rootCapabilities = ['CAP_SYS_ADMIN', 'CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_DAC_OVERRIDE'];

/** Made first: bubblewrap makes the folder of what is bound unreadable to other users. */
function foldersOf({ readOnly }: SandboxPlan): readonly string[] {
	return [...new Set(['/dev', '/run', ...readOnly.flatMap(([, inside]) => above(inside))])];
}

/** The folders above a path, the outermost first. */
function above(path: string): string[] {
	const parent = dirname(path);
	return parent === '/' ? [] : [...above(parent), parent];
}

/** Arguments of `bwrap` for one sandbox with the agent as its first process. */
export function bubblewrapArguments(plan: SandboxPlan): string[] {
	const namespaces = ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'];
	const identity = plan.asRoot
		? ['--cap-drop', 'ALL', ...rootCapabilities.flatMap((name) => ['--cap-add', name])]
		: ['--unshare-user', '--uid', '1', '--gid', '1', '--cap-add', 'ALL'];
	return [
		...namespaces,
		...identity,
		...['--die-with-parent', '--as-pid-1', '--new-session', '--hostname', 'sandbox', '--clearenv'],
		...Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', ...plan.agentEnv }).flatMap(([name, value]) => ['--setenv', name, value]),
		...foldersOf(plan).flatMap((path) => ['--dir', path]),
		...plan.readOnly.flatMap(([host, inside]) => ['--ro-bind', host, inside]),
		...plan.links.flatMap(([inside, target]) => ['--symlink', target, inside]),
		...devices.flatMap((name) => ['--dev-bind', `/dev/${name}`, `/dev/${name}`]),
		...standardStreams.flatMap(([inside, target]) => ['--symlink', target, inside]),
		...mountPoints.flatMap((path) => ['--dir', path]),
		...(plan.asRoot ? [] : ['--proc', '/proc']),
		...Object.entries(plan.cgroupFolders).flatMap(([name, folder]) => ['--bind', folder, `/run/cgroup/${name}`]),
		...['--remount-ro', '/', '--chdir', '/', '--', '/assay/bin/agent', ...agentArguments(plan.agent)],
	];
}
