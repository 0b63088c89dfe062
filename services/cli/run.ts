import { CommanderError } from 'commander';
import { AssayError } from '../errors.ts';
import { type CliContext, exitCodes, Interrupted } from './context.ts';
import { buildProgram } from './program.ts';

/** Runs one command line; never rejects: what goes wrong becomes a line on stderr and an exit code. */
export async function runCli(args: readonly string[], context: CliContext): Promise<void> {
	try {
		await buildProgram(context).parseAsync(args, { from: 'user' });
	} catch (error) {
		if (error instanceof CommanderError) {
			// Help and version are not errors; for the rest commander has said what was wrong.
			context.setExitCode(error.exitCode === 0 ? exitCodes.ok : exitCodes.trouble);
			return;
		}
		context.stderr.write(explain(error, args.includes('--verbose')));
		context.setExitCode(error instanceof Interrupted ? exitCodes.interrupted : exitCodes.trouble);
	}
}

function explain(error: unknown, verbose: boolean): string {
	const message = error instanceof Error ? error.message : String(error);
	const hint = error instanceof AssayError && error.hint !== undefined ? `\n  hint: ${error.hint}` : '';
	const stack =
		verbose && error instanceof Error ? `\n${error.stack}${error.cause === undefined ? '' : `\ncause: ${String(error.cause)}`}` : '';
	return `assay: ${message}${hint}${stack}\n`;
}
