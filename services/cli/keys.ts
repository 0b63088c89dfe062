import { Command } from 'commander';
import { parseShape } from '../contract/validation.ts';
import { AssayError } from '../errors.ts';
import { type KeyRecord, KeysFile, makeKey, NewKey, Scope } from '../tenancy/keys.ts';
import { readKeysFile } from '../tenancy/keys-file.ts';
import type { CliContext } from './context.ts';
import { table } from './table.ts';
import { writeWhole } from './whole-file.ts';

interface AddFlags {
	readonly name: string;
	readonly tenant: string;
	readonly scopes: string;
	readonly programsPerMinute?: string;
	readonly programsPerDay?: string;
}

/** `assay keys`: who may use the service, for what and how much. */
export function keysCommand(context: CliContext): Command {
	return new Command('keys')
		.description('Keep the file of API keys that ASSAY_KEYS_FILE names')
		.addCommand(addCommand(context))
		.addCommand(listCommand(context))
		.addCommand(removeCommand(context))
		.addHelpText(
			'after',
			`
The file holds hashes: a key is shown once, when it is made. The service reads the file when it starts.

Examples:
  assay keys add keys.json --name trainer --scopes grade,label
  assay keys add keys.json --name lab-2 --tenant lab --scopes grade --programs-per-minute 60000 --programs-per-day 5000000
  assay keys list keys.json
  assay keys remove keys.json lab-2
  ASSAY_KEYS_FILE=keys.json assay serve --host 0.0.0.0`,
		);
}

function addCommand({ stdout, stderr }: CliContext): Command {
	return new Command('add')
		.description('Make a key and print it; it cannot be shown again')
		.argument('<file>', 'keys file, made when it is not there')
		.requiredOption('--name <name>', 'for the log')
		.option('--tenant <tenant>', 'whose problems, jobs and statistics it sees', 'default')
		.option('--scopes <list>', `what it is good for: ${Scope.options.join(', ')}`, 'grade,label')
		.option('--programs-per-minute <n>', 'programs it may have judged a minute')
		.option('--programs-per-day <n>', 'programs it may have judged a day (UTC)')
		.action(async (file: string, flags: AddFlags) => {
			const { keys } = await readKeysFile(file);
			if (keys.some(({ name }) => name === flags.name)) {
				throw new AssayError('invalid_request', `${file} has a key ${JSON.stringify(flags.name)} already`, {
					hint: 'Choose another name.',
				});
			}
			const wanted = parseShape(NewKey, {
				name: flags.name,
				tenant: flags.tenant,
				scopes: flags.scopes.split(',').map((scope) => scope.trim()),
				...(flags.programsPerMinute === undefined ? {} : { programs_per_minute: Number(flags.programsPerMinute) }),
				...(flags.programsPerDay === undefined ? {} : { programs_per_day: Number(flags.programsPerDay) }),
			});
			const { key, record } = makeKey(wanted);
			await write(file, [...keys, record]);
			stderr.write('assay: this key is shown once\n');
			stdout.write(`${key}\n`);
		});
}

function listCommand({ stdout }: CliContext): Command {
	return new Command('list')
		.description('Say which keys there are')
		.argument('<file>', 'keys file')
		.option('--json', 'print as JSON')
		.action(async (file: string, { json }: { readonly json?: boolean }) => {
			const shown = (await readKeysFile(file)).keys.map(({ sha256: _, ...key }) => key);
			const rows = shown.map((key) => [
				key.name,
				key.tenant,
				key.scopes.join(', '),
				String(key.programs_per_minute ?? 'any'),
				String(key.programs_per_day ?? 'any'),
			]);
			stdout.write(json === true ? `${JSON.stringify(shown)}\n` : table(['name', 'tenant', 'scopes', 'a minute', 'a day'], rows));
		});
}

function removeCommand({ stderr }: CliContext): Command {
	return new Command('remove')
		.description('Take a key out of the file')
		.argument('<file>', 'keys file')
		.argument('<name>', 'name of the key')
		.action(async (file: string, name: string) => {
			const { keys } = await readKeysFile(file);
			const left = keys.filter((key) => key.name !== name);
			if (left.length === keys.length) {
				throw new AssayError('invalid_request', `${file} has no key ${JSON.stringify(name)}`, {
					hint: '`assay keys list` says which there are.',
				});
			}
			await write(file, left);
			stderr.write(`assay: ${name} is removed; a service that runs knows it until it starts again\n`);
		});
}

const ownerOnly = 0o600;

const write = async (file: string, keys: readonly KeyRecord[]) =>
	await writeWhole(file, `${JSON.stringify(parseShape(KeysFile, { keys }), null, '\t')}\n`, ownerOnly);
