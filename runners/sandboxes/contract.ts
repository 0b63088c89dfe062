import type { Command } from '../languages/contract.ts';

/** Budgets of one run, as the agent enforces them. */
export interface RunLimits {
	readonly cpuMs: number;
	/** Elapsed time less time spent waiting for a processor. */
	readonly wallMs: number;
	readonly memoryKb: number;
	readonly stdoutBytes: number;
	readonly stderrBytes: number;
	/** Processes and threads. */
	readonly processes: number;
}

/** How a run ended: a closed list that the agent reports and that execution maps to verdicts. */
export const runStatuses = ['exited', 'signaled', 'cpu_limit', 'wall_limit', 'memory_limit', 'output_limit', 'killed'] as const;
export type RunStatus = (typeof runStatuses)[number];

export interface RunOutcome {
	readonly status: RunStatus;
	/** Exit code when `exited`, else 0. */
	readonly exitCode: number;
	/** Signal number when `signaled`, else 0. */
	readonly signal: number;
	/** CPU time of the whole process tree. */
	readonly cpuMs: number;
	readonly wallMs: number;
	/** Time that the main process was ready to run but had no processor; how contended the machine was. */
	readonly starvedMs: number;
	readonly memoryKb: number;
	/** The first system call that was refused, of those that only an attempt to get out of the sandbox makes; empty when there was none. */
	readonly refusedCall: string;
	/** It wrote to a descriptor that was not open. */
	readonly strayWrite: boolean;
	readonly stdout: Buffer;
	readonly stderr: Buffer;
	/** What the program wrote to descriptor 3, when it was given one. */
	readonly channel: Buffer;
	readonly stderrTruncated: boolean;
}

/** What differs between the runs of one program. */
export interface RunCase {
	readonly stdin?: Buffer;
	/** Present: descriptor 3 is a two-way channel, and this is what the program reads there first. */
	readonly channel?: Buffer;
}

export interface RunSpec extends RunCase {
	/** The command; absent to fork from the launcher's prepared program. */
	readonly command?: Command;
	readonly env?: Readonly<Record<string, string>>;
	readonly limits: RunLimits;
	/** The working directory is the program folder, writable (compilers); else the box. */
	readonly inProgramFolder?: boolean;
	/** Keep what earlier runs left in the box (a checker that needs files put there). */
	readonly keepBox?: boolean;
}

/** A run whose standard streams or channel are used while it runs. */
export interface LiveRun {
	/** Sends bytes to descriptor 0 or 3 of the program. */
	write(fd: 0 | 3, bytes: Buffer): void;
	/** Ends descriptor 0 or 3 for the program. */
	end(fd: 0 | 3): void;
	/** Kills the run's whole process tree; the outcome is then `killed`. */
	kill(): void;
	readonly outcome: Promise<RunOutcome>;
}

export interface SandboxFile {
	/** Relative, `/`-separated, without `..`. */
	readonly name: string;
	readonly content: Buffer;
	readonly executable: boolean;
}

/** A launcher's program: a source that it compiles once and then forks for each test. */
export interface LaunchSpec {
	readonly command: Command;
	readonly env?: Readonly<Record<string, string>>;
	/** The program's source, or what else the language's launcher takes. */
	readonly program: Buffer;
	/** Whether its runs have a channel. */
	readonly channel?: boolean;
	readonly limits: RunLimits;
}

/**
 * One sandbox: a wall with an agent inside. What is asked is done in the order in which
 * it is asked, so that it may be asked ahead. A rejection is always
 * `SandboxFault`, and the sandbox is then only good for `close`.
 */
export interface Sandbox extends AsyncDisposable {
	readonly id: string;
	/** Writes files into the program folder, or into the box, which is emptied first. */
	put(files: readonly SandboxFile[], where?: 'program' | 'box'): Promise<void>;
	/** Reads regular files of the program folder back; links and special files are refused. */
	fetch(maxBytes: number): Promise<readonly SandboxFile[]>;
	/** Makes the program folder read-only until the next wipe. */
	seal(): Promise<void>;
	run(spec: RunSpec): Promise<RunOutcome>;
	/** The same program on one case after the other, in one request; each outcome is handed over as its run ends, in order. */
	runAll(spec: RunSpec, cases: readonly RunCase[], onOutcome: (outcome: RunOutcome, index: number) => void): Promise<void>;
	/** Starts a run whose output is handed to `onData` as it comes; stdout then is not in the outcome. */
	open(spec: RunSpec, onData: (fd: 1 | 3, bytes: Buffer) => void): LiveRun;
	/** Prepares a program in the language's launcher; `refused` says that the source does not compile. */
	launch(spec: LaunchSpec): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
	/** Removes every process and file of the last program, an open run too, and checks that nothing is left. */
	wipe(): Promise<void>;
	close(): Promise<void>;
}

/** Our own fault: the wall, the agent or the protocol failed. Never the verdict of a program. */
export class SandboxFault extends Error {
	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'SandboxFault';
	}
}

/** A way to make sandboxes: bubblewrap, Docker. */
export interface Wall {
	readonly name: string;
	/** The kind of sandbox that has a language's toolchain; undefined where none can be made that has. Those of one kind can stand in for each other. */
	kindFor(language: string): string | undefined;
	/** Throws `SandboxFault` with the command that would fix it when no sandbox can be made. */
	open(options: { readonly slot: number; readonly kind: string }): Promise<Sandbox>;
	/** What is in force on this machine and what is not. */
	protections(): Promise<readonly Protection[]>;
	close(): Promise<void>;
}

export interface Protection {
	readonly name: string;
	readonly inForce: boolean;
	readonly detail: string;
}
