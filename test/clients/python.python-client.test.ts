import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The Python client, with the tools that `deploy/setup.sh --python-client` installs. */
const client = join(repository, 'clients/python');
const tool = (name: string) => join(repository, 'build/python-client/bin', name);

/** What a command wrote; rejects with all of it when it fails. */
async function run(command: string, args: readonly string[], cwd = client, env: NodeJS.ProcessEnv = {}): Promise<string> {
	return await promisify(execFile)(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26 }).then(
		({ stdout }) => stdout,
		({ stdout, stderr }: { stdout: string; stderr: string }) => {
			throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
		},
	);
}

test('The examples are as mypy and ruff want them', { timeout: 120_000 }, async () => {
	await run(tool('mypy'), ['--strict', 'examples'], repository, { MYPYPATH: join(client, 'src') });
	const config = ['--config', join(client, 'pyproject.toml'), 'examples'];
	await run(tool('ruff'), ['check', ...config], repository);
	await run(tool('ruff'), ['format', '--check', ...config], repository);
});

describe('The Python client', () => {
	test('does against the service and against faults what its own tests say', { timeout: 300_000 }, async () => {
		expect(await run(tool('pytest'), ['-q'])).toMatch(/^\d+ passed in /m);
	});

	test('has types that mypy finds nothing to say against', { timeout: 120_000 }, async () => {
		await run(tool('mypy'), ['--strict']);
	});

	test('is as ruff wants it', async () => {
		await run(tool('ruff'), ['check']);
		await run(tool('ruff'), ['format', '--check']);
	});

	test('is a wheel that can be installed and imported by itself, with its types', { timeout: 120_000 }, async () => {
		await using folder = await temporaryFolder();
		await run(tool('python'), ['-m', 'build', '--wheel', '--no-isolation', '--outdir', folder.path]);
		const [wheel = ''] = await readdir(folder.path);
		expect(wheel).toMatch(/^assay_client-[\d.]+-py3-none-any\.whl$/);
		await run('/usr/bin/python3', ['-m', 'venv', folder.file('venv')]);
		const python = folder.file('venv/bin/python');
		await run(python, ['-m', 'pip', 'install', '--no-index', '--disable-pip-version-check', folder.file(wheel)]);
		const modules = ['assay_client', ...['trl', 'verl', 'openrlhf', 'curriculum', 'testing'].map((name) => `assay_client.${name}`)];
		const typed = 'from importlib.resources import files; print(files("assay_client").joinpath("py.typed").is_file())';
		expect(await run(python, ['-c', `import ${modules.join(', ')}\n${typed}`], folder.path)).toBe('True\n');
	});
});
