import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxFault, type Wall } from '../../../runners/sandboxes/contract.ts';
import { engineAt } from '../../../runners/sandboxes/docker/engine.ts';
import { openDockerWall } from '../../../runners/sandboxes/docker/wall.ts';
import { createGrader } from '../../../services/execution/grader.ts';
import { Problem } from '../../../testcases/schema.ts';
import { describeSandbox, testLimits } from '../../conformance/sandbox.ts';
import { startEngine, type TestEngine } from '../../support/docker-engine.ts';
import { repository } from '../../support/local-wall.ts';
import { dockerHost, openTestWall } from '../../support/wall.ts';

describeSandbox('The Docker wall', () => openTestWall());

const ofThisProcess = { filters: { label: ['assay.owner'] } };
const echo = Problem.parse({
	id: 'echo',
	tests: Array.from({ length: 12 }, (_, index) => ({ kind: 'stdio', input: `${index}\n`, output: `${index}\n` })),
});
const slowEcho = { problem: echo, language: 'python', code: 'import time\nn = input()\ntime.sleep(0.1)\nprint(n)' };

describe('A container', () => {
	let wall: Wall;
	const { engine, connections } = engineAt(dockerHost);
	beforeAll(async () => {
		wall = await openTestWall({ uidBase: 820_000 });
	});
	afterAll(async () => {
		await wall?.close();
		connections.destroy();
	});

	it('is locked down as hard as the agent can work with', async () => {
		await using sandbox = await wall.open({ slot: 0, kind: wall.kindFor('python') ?? '' });
		const { Config, HostConfig } = await engine.getContainer(sandbox.id).inspect();
		expect(HostConfig).toMatchObject({
			NetworkMode: 'none',
			IpcMode: 'private',
			PidMode: '',
			UTSMode: '',
			ReadonlyRootfs: true,
			Privileged: false,
			CapDrop: ['ALL'],
			CapAdd: ['SETUID', 'SETGID'],
			PidsLimit: 1024,
			LogConfig: { Type: 'none' },
			Binds: null,
		});
		expect(HostConfig.Memory).toBeGreaterThan(0);
		expect(HostConfig.MemorySwap).toBe(HostConfig.Memory);
		expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true');
		expect(Config).toMatchObject({ Hostname: 'sandbox', Tty: false });
	});

	it('is refused by its filter of system calls what its agent would not use either', async () => {
		await using sandbox = await wall.open({ slot: 0, kind: wall.kindFor('python') ?? '' });
		const { State } = await engine.getContainer(sandbox.id).inspect();
		expect(readFileSync(`/proc/${State.Pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
	});

	it('is gone when its sandbox is closed', async () => {
		const sandbox = await wall.open({ slot: 0, kind: wall.kindFor('python') ?? '' });
		await sandbox.close();
		await expect(engine.getContainer(sandbox.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
	});

	it('that is killed from outside is a fault of ours, and its program is judged in another one', async () => {
		const faults: unknown[] = [];
		await using grader = await createGrader({ wall, slots: 1, onFault: (fault) => faults.push(fault) });
		let killed = false;
		const result = await grader.grade(slowEcho, {
			onTest: () => {
				if (killed) return;
				killed = true;
				void killOne(engine, 820_000);
			},
		});
		expect(result).toMatchObject({ verdict: 'accepted', passed: echo.tests.length });
		expect(faults).toEqual([expect.any(SandboxFault)]);
	});

	it('ends by itself when the process that made it is killed, or is removed by the next one that starts', async () => {
		const script = `import { openDockerWall } from ${JSON.stringify(join(repository, 'runners/sandboxes/docker/wall.ts'))};
			const wall = await openDockerWall({ host: ${JSON.stringify(dockerHost)}, uidBase: 830000 });
			const sandbox = await wall.open({ slot: 0, kind: wall.kindFor('python') });
			console.log(sandbox.id);
			setInterval(() => undefined, 1000);`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [name] = await once(child.stdout, 'data');
		child.kill('SIGKILL');
		await once(child, 'exit');
		await (await openTestWall()).close();
		const gone = () => engine.getContainer(String(name).trim()).inspect();
		await expect
			.poll(
				() =>
					gone().then(
						() => 'there',
						() => 'gone',
					),
				{ timeout: 10_000 },
			)
			.toBe('gone');
	});
});

/** Ends the container whose candidates have users from `uidBase` on. */
async function killOne(engine: Docker, uidBase: number): Promise<void> {
	for (const { Id, Command } of await engine.listContainers(ofThisProcess)) {
		if (Command.includes(`--uid-base ${uidBase} `)) await engine.getContainer(Id).kill();
	}
}

describe('Opening the Docker wall', () => {
	it('says that the engine cannot be reached', async () => {
		await expect(openDockerWall({ host: 'unix:///nowhere/docker.sock', patienceMs: 10 })).rejects.toThrow(
			/cannot be reached.*is it running/,
		);
	});

	it('says what an address looks like', async () => {
		for (const host of ['docker.sock', 'ssh://host'])
			await expect(openDockerWall({ host })).rejects.toThrow(/is no address of a container engine/);
	});

	it('says which runtimes there are when it is to use another one', async () => {
		await expect(openDockerWall({ host: dockerHost, runtime: 'no-such-runtime' })).rejects.toThrow(
			/no runtime "no-such-runtime"; it has: .*runc/,
		);
	});
});

it('An image whose agent speaks another version is passed over, also when it is the newest', async () => {
	const wall = await openTestWall();
	const current = wall.kindFor('python') ?? '';
	await wall.close();
	const docker = (...args: string[]) =>
		execFileSync('docker', args, { input: `FROM ${current}\nLABEL assay.protocol=1\n`, env: { ...process.env, DOCKER_HOST: dockerHost } });
	docker('build', '--quiet', '--tag', 'assay-test/outdated', '-');
	try {
		const other = await openTestWall();
		expect(other.kindFor('python')).toBe(current);
		await other.close();
	} finally {
		docker('rmi', 'assay-test/outdated');
	}
});

describe('While an engine is restarted', () => {
	let own: TestEngine;
	const folder = join(repository, 'build/docker/restarted');
	beforeAll(async () => {
		own = await startEngine({ dataRoot: folder });
		copyPythonTo(own);
	});
	afterAll(async () => await own?.stop());

	it('programs are judged all the same, later', async () => {
		const wall = await openDockerWall({ host: own.host, uidBase: 840_000 });
		const faults: unknown[] = [];
		{
			await using grader = await createGrader({ wall, slots: 2, onFault: (fault) => faults.push(fault) });
			let restarted: Promise<void> | undefined;
			const onTest = () => {
				restarted ??= own.restart();
			};
			const results = await Promise.all(Array.from({ length: 4 }, () => grader.grade(slowEcho, { onTest })));
			await restarted;
			expect(results.map(({ verdict }) => verdict)).toEqual(Array(4).fill('accepted'));
			expect(faults.length).toBeGreaterThan(0);
			await expect(sleepless(wall)).resolves.toBe('exited');
		}
		await wall.close();
		const { engine, connections } = engineAt(own.host);
		await expect.poll(async () => (await engine.listContainers({ all: true })).length, { timeout: 10_000 }).toBe(0);
		connections.destroy();
	});
});

describe('While an engine does not answer', () => {
	let own: TestEngine;
	beforeAll(async () => {
		own = await startEngine({ dataRoot: join(repository, 'build/docker/restarted') });
	});
	afterAll(async () => await own?.stop());

	it('a sandbox is closed all the same, one that is asked for is refused in time, and none is left when the engine goes on', async () => {
		const wall = await openDockerWall({ host: own.host, uidBase: 850_000, patienceMs: 500 });
		const kept = await wall.open({ slot: 1, kind: wall.kindFor('python') ?? '' });
		own.pause();
		await kept.close();
		await expect(wall.open({ slot: 0, kind: wall.kindFor('python') ?? '' })).rejects.toThrow(/did not answer within/);
		own.resume();
		const { engine, connections } = engineAt(own.host);
		await expect.poll(async () => (await engine.listContainers({ all: true })).length, { timeout: 10_000 }).toBe(0);
		await expect(sleepless(wall)).resolves.toBe('exited');
		connections.destroy();
		await wall.close();
	});
});

describe('While the disk of an engine is full', () => {
	let own: TestEngine;
	const folder = join(repository, 'build/docker/small');
	beforeAll(async () => {
		mkdirSync(folder, { recursive: true });
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=700m', 'assay-test', folder]);
		own = await startEngine({ dataRoot: folder });
		copyPythonTo(own);
	});
	afterAll(async () => {
		await own?.stop();
		execFileSync('umount', ['--lazy', folder]);
	});

	it('programs get no verdict, with the reason, and are judged again when there is room', async () => {
		const wall = await openDockerWall({ host: own.host, uidBase: 860_000 });
		{
			await using grader = await createGrader({ wall, slots: 1 });
			const filler = join(folder, 'filler');
			execFileSync('sh', ['-c', 'cat /dev/zero >"$0" 2>/dev/null || true', filler]);
			const looping = { problem: { ...echo, limits: { cpu_ms: 200 } }, language: 'python', code: 'while True: pass' };
			await grader.grade(looping); // its sandbox is thrown away after this
			const result = await grader.grade(slowEcho);
			expect(result).toMatchObject({ verdict: 'no_verdict', passed: 0 });
			expect(result.tests[0]?.reason).toMatch(/^sandbox_fault: .*no space left on device/);
			rmSync(filler);
			expect(await grader.grade(slowEcho)).toMatchObject({ verdict: 'accepted' });
		}
		await wall.close();
	});
});

/** The image of Python, from the engine that has them all. */
function copyPythonTo({ host }: TestEngine): void {
	const images = execFileSync('docker', ['--host', dockerHost ?? '', 'save', 'assay/python'], {
		maxBuffer: 1 << 30,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	execFileSync('docker', ['--host', host, 'load'], { input: images, stdio: ['pipe', 'ignore', 'inherit'] });
}

async function sleepless(wall: Wall): Promise<string> {
	await using sandbox = await wall.open({ slot: 7, kind: wall.kindFor('python') ?? '' });
	return (await sandbox.run({ command: ['/bin/true'], limits: testLimits })).status;
}
