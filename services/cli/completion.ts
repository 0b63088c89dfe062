import { Argument, Command } from 'commander';
import type { CliContext } from './context.ts';

const shells = ['bash', 'zsh'] as const;

/** `assay completion`: what makes a shell complete commands, options and their values. */
export function completionCommand({ stdout }: CliContext, program: Command): Command {
	return new Command('completion')
		.description('Print what makes a shell complete commands and options')
		.addArgument(new Argument('<shell>').choices(shells))
		.addHelpText(
			'after',
			`
Examples:
  eval "$(assay completion bash)"                       # in ~/.bashrc
  eval "$(assay completion zsh)"                        # in ~/.zshrc, after compinit
  assay completion bash > /etc/bash_completion.d/assay  # for all users`,
		)
		.action((shell: (typeof shells)[number]) => {
			stdout.write(shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script(program)}` : script(program));
		});
}

/**
 * A function that knows what may come after each command. Its cases are `command` for what begins a
 * word there, and `command --option` for the values of an option; where there is none, files are offered.
 */
function script(program: Command): string {
	const cases = commandsOf(program, '').flatMap(({ path, command }) => [
		[path, [...command.commands.map((below) => below.name()), ...flagsOf(command)]] as const,
		...command.options.flatMap(({ long, argChoices }) => (argChoices === undefined ? [] : [[`${path} ${long}`, argChoices] as const])),
		...command.registeredArguments.flatMap(({ argChoices }) => (argChoices === undefined ? [] : [[path, argChoices] as const])),
	]);
	const known = new Map<string, readonly string[]>();
	for (const [key, words] of cases) known.set(key, [...(known.get(key) ?? []), ...words]);
	return `_assay() {
	local at='' word words=''
	for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case "$at $word" in
${commandsOf(program, '')
	.filter(({ path }) => path !== '')
	.map(({ path }) => `		'${path}') at='${path}' ;;`)
	.join('\n')}
		esac
	done
	case "$at \${COMP_WORDS[COMP_CWORD-1]}" in
${[...known]
	.filter(([key]) => key.includes(' --'))
	.map(([key, words]) => `	'${key}') words='${words.join(' ')}' ;;`)
	.join('\n')}
	*) case "$at" in
${[...known]
	.filter(([key]) => !key.includes(' --'))
	.map(([key, words]) => `		'${key}') words='${words.join(' ')}' ;;`)
	.join('\n')}
		esac ;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _assay assay bin/assay
`;
}

interface Placed {
	/** The names of the commands down to this one, each after a blank; '' for the program. */
	readonly path: string;
	readonly command: Command;
}

function commandsOf(command: Command, path: string): readonly Placed[] {
	return [{ path, command }, ...command.commands.flatMap((below) => commandsOf(below, `${path} ${below.name()}`))];
}

const flagsOf = (command: Command): readonly string[] => [...command.options.flatMap(({ long }) => long ?? []), '--help'];
