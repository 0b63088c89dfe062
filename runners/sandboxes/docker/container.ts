import type { ContainerCreateOptions } from 'dockerode';
import { type AgentPlan, agentArguments } from '../../agent/arguments.ts';
import { seccompProfile } from './seccomp.ts';

/** What differs between the containers of a wall. */
export interface ContainerPlan {
	readonly name: string;
	readonly image: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly agent: AgentPlan;
	readonly runtime: string | undefined;
	/** The engine's host has AppArmor, whose profile for containers refuses every mount. */
	readonly appArmor: boolean;
	/** What everything in the container together may take; runs have their own limits below it. */
	readonly memoryMb: number;
}

/** What the engine's interface has and its types lack. */
type CreateOptions = ContainerCreateOptions & { readonly HostConfig: { readonly CgroupnsMode: 'private' | 'host' } };

/** Processes and threads in a container, the agent's own included. */
const processes = 1024;

/**
 * How a container is made. Pure. The agent starts as root with two capabilities, those
 * to map users, and leaves both root and them behind; it is the first process and speaks
 * over the attached streams. What the engine would hide of /proc the agent hides in its
 * room: the kernel lets it mount a /proc there only where the outer one is whole, and no
 * candidate ever sees the outer one.
 */
export function containerOptions(plan: ContainerPlan): CreateOptions {
	const memory = plan.memoryMb * 2 ** 20;
	return {
		name: plan.name,
		Image: plan.image,
		Cmd: agentArguments(plan.agent),
		Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
		Labels: { ...plan.labels },
		Hostname: 'sandbox',
		User: '0:0',
		WorkingDir: '/',
		AttachStdin: true,
		AttachStdout: true,
		AttachStderr: true,
		OpenStdin: true,
		StdinOnce: true, // so that the agent's input ends, and it with that, when this process is gone
		StopSignal: 'SIGKILL', // there is nothing that the agent would have to put in order
		Tty: false,
		NetworkDisabled: true,
		HostConfig: {
			AutoRemove: true,
			NetworkMode: 'none',
			IpcMode: 'private',
			CgroupnsMode: 'private',
			ReadonlyRootfs: true,
			Privileged: false,
			CapDrop: ['ALL'],
			CapAdd: ['SETUID', 'SETGID'],
			SecurityOpt: ['no-new-privileges:true', `seccomp=${seccompProfile()}`, ...(plan.appArmor ? ['apparmor=unconfined'] : [])],
			MaskedPaths: [],
			ReadonlyPaths: [],
			Memory: memory,
			MemorySwap: memory,
			PidsLimit: processes,
			Ulimits: [
				{ Name: 'core', Soft: 0, Hard: 0 },
				{ Name: 'nofile', Soft: 4096, Hard: 4096 },
			],
			ShmSize: 1 << 20, // the sandbox's own is another
			LogConfig: { Type: 'none', Config: {} },
			RestartPolicy: { Name: 'no' },
			...(plan.runtime === undefined ? {} : { Runtime: plan.runtime }),
		},
	};
}
