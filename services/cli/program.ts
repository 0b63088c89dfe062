import { Command } from 'commander';
import { batchCommand } from './batch.ts';
import { calibrateCommand } from './calibrate.ts';
import { completionCommand } from './completion.ts';
import type { CliContext } from './context.ts';
import { curateCommand } from './curate.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evalCommand } from './eval.ts';
import { exportCommand } from './export.ts';
import { gradeCommand } from './grade.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { labelCommand } from './label.ts';
import { serveCommand } from './serve.ts';
import { packageVersion } from './version.ts';
import { wrapHelp } from './wrap.ts';

/** The command line as a tree of commands, none of which has run. */
export function buildProgram(context: CliContext): Command {
	const program = new Command('assay')
		.description('Runs candidate programs against test suites and says exactly which tests they pass.')
		.version(packageVersion())
		.option('--verbose', 'show stacks of errors');
	const commands = [
		serveCommand(context),
		gradeCommand(context),
		batchCommand(context),
		calibrateCommand(context),
		labelCommand(context),
		curateCommand(context),
		evalCommand(context),
		exportCommand(context),
		importCommand(context),
		keysCommand(context),
		doctorCommand(context),
		completionCommand(context, program),
		demoCommand(context),
	];
	for (const command of commands) program.addCommand(command.option('--verbose', 'show stacks of errors'));
	for (const command of [program, ...commands, ...commands.flatMap(({ commands: below }) => below)]) {
		command
			.showHelpAfterError('(see --help)')
			.exitOverride()
			.configureOutput({
				writeOut: (text) => context.stdout.write(wrapHelp(text)),
				writeErr: (text) => context.stderr.write(text),
			});
	}
	return program;
}
