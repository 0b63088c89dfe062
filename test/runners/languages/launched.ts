import { afterAll, beforeAll, expect } from 'vitest';
import type { Command, Language } from '../../../runners/languages/contract.ts';
import type { RunLimits, RunOutcome, Sandbox, Wall } from '../../../runners/sandboxes/contract.ts';
import { openTestWall } from '../../support/local-wall.ts';

const budget = { memoryMb: 1024 };
const limits: RunLimits = { cpuMs: 8000, wallMs: 20_000, memoryKb: 1 << 20, stdoutBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 };
const baseEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/box', TMPDIR: '/tmp', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
const input = Buffer.from('first line\nsecond line\nthird line\n');

/** What a program says and how it ends. */
interface Seen extends Pick<RunOutcome, 'status' | 'exitCode' | 'signal'> {
	readonly stdout: string;
	readonly stderr: string;
}

function seen({ status, exitCode, signal, stdout, stderr }: RunOutcome): Seen {
	return { status, exitCode, signal, stdout: stdout.toString(), stderr: stderr.toString().replace(/ at 0x[0-9a-f]+/g, ' at ADDRESS') };
}

/** Runs programs in a sandbox of a suite's own, by a language's launcher and by its run command. */
export function launched(language: Language, main: string, slot: number) {
	const env = { ...baseEnv, ...language.env };
	let wall: Wall;
	let sandbox: Sandbox;
	beforeAll(async () => {
		wall = await openTestWall();
		sandbox = await wall.open({ slot, kind: 'local' });
	});
	afterAll(async () => {
		await sandbox?.close();
		await wall?.close();
	});
	const command = (code: string): Command | undefined => language.launcher?.command('stdio', code, budget);
	const layOut = async (code: string) => {
		await sandbox.wipe();
		await sandbox.put([{ name: main, content: Buffer.from(code), executable: false }]);
		await sandbox.seal();
	};
	const launch = async (code: string) => {
		const ours = command(code);
		if (ours === undefined) throw new Error('no launcher takes this program');
		return await sandbox.launch({ command: ours, env, program: Buffer.from(code), limits });
	};
	return {
		command,
		/** Once by the run command, and twice by the launcher. */
		async runBoth(code: string): Promise<{ fresh: Seen; forks: readonly Seen[] }> {
			await layOut(code);
			const fresh = seen(await sandbox.run({ env, stdin: input, limits, command: language.run(language.layout(code), budget) }));
			expect(await launch(code)).toEqual({ ok: true });
			const fork = async () => seen(await sandbox.run({ env, stdin: input, limits }));
			return { fresh, forks: [await fork(), await fork()] };
		},
		/** What the launcher has to say about a program. */
		async launch(code: string) {
			await layOut(code);
			return await launch(code);
		},
		/** What some forks of one program print. */
		async draw(code: string, times: number): Promise<readonly string[]> {
			await layOut(code);
			await launch(code);
			const drawn: string[] = [];
			for (let i = 0; i < times; i++) drawn.push((await sandbox.run({ env, limits })).stdout.toString());
			return drawn;
		},
	};
}
