import type { Language } from '../../runners/languages/contract.ts';
import type { LanguageInfo } from './contract.ts';
import { envOf } from './prepare.ts';
import type { Engine } from './session.ts';

const probeLimits = {
	cpuMs: 20_000,
	wallMs: 40_000,
	memoryKb: 1024 * 1024,
	stdoutBytes: 1 << 16,
	stderrBytes: 1 << 16,
	processes: 64,
} as const;
const shownChars = 120;

/** Asks each toolchain for its version where programs will meet it: inside a sandbox. */
export async function probeVersions(engine: Engine, languages: readonly Language[]): Promise<readonly LanguageInfo[]> {
	const infos: LanguageInfo[] = [];
	for (const language of languages) {
		const { name, aliases, title } = language;
		infos.push({ name, aliases, title, version: await versionOf(engine, language) });
	}
	return infos;
}

async function versionOf(engine: Engine, language: Language): Promise<string | null> {
	if (!engine.judges.has(language.name)) return null;
	const lease = await engine.judges.acquire({ language: language.name });
	try {
		// By a shell, for which a missing command is an exit code and not a fault of the sandbox.
		const command = ['/bin/sh', '-c', 'exec "$0" "$@"', ...language.version];
		const outcome = await lease.sandbox.run({ command, env: envOf(language), limits: probeLimits });
		lease.release();
		if (outcome.status !== 'exited' || outcome.exitCode !== 0) return null;
		return Buffer.concat([outcome.stdout, outcome.stderr]).toString().trim().split('\n')[0]?.slice(0, shownChars) ?? null;
	} catch (error) {
		lease.discard();
		throw error;
	}
}
