import { type CliContext, exitCodes } from './context.ts';
import { realEngine } from './engine.ts';
import { runCli } from './run.ts';

const context: CliContext = {
	stdout: process.stdout,
	stderr: process.stderr,
	engine: realEngine,
	onInterrupt: (callback) => {
		process.on('SIGINT', callback);
		process.on('SIGTERM', callback);
		return {
			[Symbol.dispose]: () => {
				process.off('SIGINT', callback);
				process.off('SIGTERM', callback);
			},
		};
	},
	exitNow: (code) => process.exit(code),
	setExitCode: (code) => {
		process.exitCode = code;
	},
};

// `assay ... | head` closes our output early; that is no error worth a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.trouble));

await runCli(process.argv.slice(2), context);
