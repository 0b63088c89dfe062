/** How an agent is started, by whichever wall. */
export interface AgentPlan {
	/** Which of the processors that it may use; counted around. */
	readonly processor: number;
	/** Started as root: the first of the two users of the sandbox; it leaves root behind by itself. */
	readonly uidBase?: number;
	/** In a container: the folder that becomes the root of its sandbox. */
	readonly root?: string;
	/** Size of what a program may write: working directory, /tmp and /dev/shm together. */
	readonly scratchMb?: number;
}

const scratchMb = 256;
const programMb = 256;
const maxFiles = 16_384;

/** The agent's command line, less its name; see `set_up` in agent.c. */
export function agentArguments(plan: AgentPlan): string[] {
	return [
		...(plan.root === undefined ? [] : ['--root', plan.root]),
		...(plan.uidBase === undefined ? [] : ['--uid-base', String(plan.uidBase)]),
		...['--processor', String(plan.processor), '--scratch-mb', String(plan.scratchMb ?? scratchMb)],
		...['--program-mb', String(programMb), '--files', String(maxFiles)],
	];
}
