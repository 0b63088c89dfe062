/** A command as the sandbox runs it: `argv[0]` is looked up in the sandbox's PATH. */
export type Command = readonly string[];

/** A file of a program, by a relative name inside the program folder. */
export interface SourceFile {
	readonly name: string;
	readonly content: string;
}

/** What a program is to the runner, before it is compiled. */
export interface Source {
	readonly files: readonly SourceFile[];
	/** The file that holds the entry point; one of `files`. */
	readonly main: string;
}

/** Budgets that a run command may need to know, e.g. for a heap size. */
export interface RunBudget {
	readonly memoryMb: number;
}

/**
 * One language. Adding a language is adding a folder with a `manifest.ts` that
 * exports one of these and naming it in `index.ts`; the conformance suite then
 * runs over it.
 */
export interface Language {
	/** The name on the wire, e.g. `cpp`. */
	readonly name: string;
	/** Other names, among them the endings of its files. */
	readonly aliases: readonly string[];
	readonly title: string;
	/** Prints the version on stdout or stderr. Where there is no such command, the toolchain is missing. */
	readonly version: Command;
	/** What else must be there for the toolchain to be complete: commands, or files by absolute names. */
	readonly toolchain?: readonly string[];
	/** Debian packages that bring the toolchain, for `doctor` and `deploy/setup.sh`. */
	readonly packages: readonly string[];
	/** Those that an image of it needs while what `mounts` names is made there, and no longer; the set-up brings them to a machine. */
	readonly makers?: readonly string[];
	/** Folders beside /usr that the toolchain reads, as Debian has them; programs see them, so nothing there may name users, hosts or secrets. */
	readonly folders?: readonly string[];
	/** Its texts are final answers and no programs: there are tests of kind `math` for them, and no others. */
	readonly answers?: true;
	/** Lays out one source text as files. */
	layout(code: string): Source;
	/** Compiles in the program folder, which is the working directory and writable then; absent for interpreted languages. */
	compile?(source: Source): Command;
	/** The same compiler as a program that stays; what it cannot compile, `compile` does. */
	readonly compileServer?: CompileServer;
	/** Runs from the box folder; the program lies in `programFolder`, which is read-only. */
	run(source: Source, budget: RunBudget): Command;
	/** Exit codes by which the runtime says that memory ran out, when the kernel did not have to. */
	readonly memoryExitCodes?: readonly number[];
	/** Applied to the default limits, not to limits that a suite names. */
	readonly timeMultiplier: number;
	readonly memoryMultiplier: number;
	/** Memory that the runtime itself takes on top of the program's limit, e.g. a JVM's own. */
	readonly runtimeMemoryMb: number;
	/** Processes and threads a program may have, the runtime's own included. */
	readonly maxProcesses: number;
	readonly env?: Readonly<Record<string, string>>;
	/** What of this repository its programs may see, read-only, besides the folders of the languages; left out where it is not there. */
	readonly mounts?: readonly Mount[];
	/** A warm interpreter that forks once per test; absent for languages that start a process per test. */
	readonly launcher?: Launcher;
	/** Its test code is Python, which planning can take apart into single asserts. */
	readonly splittable?: true;
	/** How `code` tests are joined with a program where there is no proxy: the candidate's and the test's text become one program. */
	joinTest?(code: string, test: string, passedMark: string, entryPoint?: string): string;
	/** Found in test code that runs texts as programs. They may be the candidate's, and are not run in a judge, which others have after it. */
	readonly runsTexts?: RegExp;
}

/** A compiler that stays warm, takes one source after the other and runs none of them: see `jvm/CompileServer.java`. */
export interface CompileServer {
	readonly command: Command;
	/** What the compiler is told for a source. */
	arguments(source: Source): readonly string[];
	/** Texts that could make it run something, which are left to `compile`. */
	refuses?(code: string): boolean;
}

/** A file or folder of the repository, and where it lies in every sandbox: below `/assay/bin` or `/assay/lib`. */
export interface Mount {
	readonly from: string;
	readonly to: string;
}

/** What a launched program is to do: run, answer one call, serve the calls of a judge, or be that judge (of the text, which is JSON: `{units, entry_point}`). See `launcher.py`. */
export type LaunchMode = 'stdio' | 'call' | 'serve' | 'judge';

/** The zygote of a language: a script inside the sandbox, speaking the launcher protocol of the agent. */
export interface Launcher {
	/** Starts the one for programs like this; undefined for a program that is to have an interpreter of its own. A sandbox keeps a few of them warm, each by its command. */
	command(mode: LaunchMode, source: string, budget: RunBudget): Command | undefined;
	/** Does what a launcher does in these modes for a program that it is not for, started for each test. In `stdio` mode that is the language's `run`. */
	alone?(mode: 'call' | 'serve', budget: RunBudget): Command;
}

/** Where a program's files lie inside every sandbox; read-only once sealed. */
export const programFolder = '/prog';
/** The working directory of every run; writable, emptied between tests. */
export const boxFolder = '/box';
