import type { Language } from '../../runners/languages/contract.ts';
import type { RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { SandboxPool } from '../../runners/sandboxes/pool.ts';
import { inSandbox } from './lease.ts';
import { envOf } from './prepare.ts';

const probeLimits = {
	cpuMs: 20_000,
	wallMs: 40_000,
	memoryKb: 1024 * 1024,
	stdoutBytes: 1 << 16,
	stderrBytes: 1 << 16,
	processes: 96,
} as const;
const shownChars = 120;

/** Prints the names of those whose commands and files are all there; an argument is a name and what it needs, separated by colons. */
const findScript = `
IFS=:
for entry; do
	set -- $entry
	found=$1
	shift
	for need; do
		case $need in
		/*) [ -e "$need" ] || found= ;;
		*) command -v "$need" >/dev/null || found= ;;
		esac
	done
	[ -z "$found" ] || echo "$found"
done`;

/** Which of the languages have their toolchains in the sandboxes of their kind: one look into a sandbox of each kind. */
export async function findInstalled(
	pool: SandboxPool,
	languages: readonly Language[],
	kindFor: (name: string) => string | undefined,
): Promise<ReadonlySet<string>> {
	const installed = new Set<string>();
	for (const [kind, some] of Map.groupBy(languages, ({ name }) => kindFor(name))) {
		const [first] = some;
		if (kind === undefined || first === undefined) continue;
		const needs = some.map(({ name, version: [command], toolchain = [] }) => [name, command, ...toolchain].join(':'));
		const { stdout } = await look(pool, first, ['/bin/sh', '-c', findScript, 'sh', ...needs]);
		for (const name of stdout.toString().split('\n')) if (name !== '') installed.add(name);
	}
	return installed;
}

/** The versions of toolchains, as they say where programs will meet them; each is asked once. */
export class Versions {
	readonly #pool: SandboxPool;
	readonly #asked = new Map<string, Promise<string | undefined>>();

	constructor(pool: SandboxPool) {
		this.#pool = pool;
	}

	/** Undefined for one that does not say. Rejects with `SandboxFault`, and asks again then. */
	of(language: Language): Promise<string | undefined> {
		const known = this.#asked.get(language.name);
		if (known !== undefined) return known;
		const asked = askVersion(this.#pool, language);
		this.#asked.set(language.name, asked);
		asked.catch(() => this.#asked.delete(language.name));
		return asked;
	}
}

async function askVersion(pool: SandboxPool, language: Language): Promise<string | undefined> {
	const { status, exitCode, stdout, stderr } = await look(pool, language, language.version);
	const [line] = Buffer.concat([stdout, stderr]).toString().trim().split('\n');
	return status === 'exited' && exitCode === 0 && line ? line.slice(0, shownChars) : undefined;
}

async function look(pool: SandboxPool, language: Language, command: readonly string[]): Promise<RunOutcome> {
	const run = { command, env: envOf(language), limits: probeLimits };
	return await inSandbox(pool, { language: language.name, signal: undefined }, async (sandbox) => await sandbox.run(run));
}
