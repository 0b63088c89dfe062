import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { engineAt } from '../../runners/sandboxes/docker/engine.ts';
import { repository } from './local-wall.ts';

/** Images are kept there between runs. */
const dataRoot = join(repository, 'build/docker/data');
const startMs = 60_000;

/** A container engine of the tests' own, on a socket of its own. */
export interface TestEngine {
	readonly host: string;
	/** Ends it as a crash of its machine would, and its containers with it, and starts it again. */
	restart(): Promise<void>;
	/** Stops answering, and goes on. */
	pause(): void;
	resume(): void;
	stop(): Promise<void>;
}

/** Needs root and Debian's docker.io; sets up neither networks nor packet filters. */
export async function startEngine(options: { readonly dataRoot?: string } = {}): Promise<TestEngine> {
	const folder = mkdtempSync(join(tmpdir(), 'assay-docker-'));
	const host = `unix://${join(folder, 'docker.sock')}`;
	const log = join(folder, 'log');
	const root = options.dataRoot ?? dataRoot;
	mkdirSync(root, { recursive: true });
	const places = ['--data-root', root, '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'pid'), '--host', host];
	const start = async () => {
		const out = openSync(log, 'a');
		// In a mount namespace of its own, so that what it mounts for containers ends with it.
		const command = ['--mount', 'dockerd', ...places, '--iptables=false', '--ip6tables=false', '--bridge=none'];
		const daemon = spawn('unshare', command, {
			stdio: ['ignore', out, out],
			env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
		});
		const over = Promise.race([once(daemon, 'exit'), once(daemon, 'error')]);
		const dead = over.then((why) => {
			throw new Error(`dockerd ended: ${why}\n${readFileSync(log, 'utf8').slice(-3000)}`);
		});
		dead.catch(() => undefined); // only of interest while it starts
		await Promise.race([answers(host), dead]);
		return { daemon, over };
	};
	const clear = () => rmSync(folder, { recursive: true, force: true });
	let running = await start().catch((error: unknown) => {
		clear();
		throw error;
	});
	const end = async () => {
		running.daemon.kill('SIGTERM');
		await running.over;
	};
	return {
		host,
		restart: async () => {
			await end();
			running = await start();
		},
		pause: () => void running.daemon.kill('SIGSTOP'),
		resume: () => void running.daemon.kill('SIGCONT'),
		stop: async () => {
			await end();
			clear();
		},
	};
}

async function answers(host: string): Promise<void> {
	const end = performance.now() + startMs;
	const { engine, connections } = engineAt(host);
	for (;;) {
		try {
			await engine.ping();
			return connections.destroy();
		} catch (error) {
			if (performance.now() > end) throw error;
			await delay(100); // between two looks at an engine that is starting; nothing is assumed after it
		}
	}
}

/** For all suites of a run: an engine with the images of the core languages, or those that `ASSAY_IMAGES` names, at `ASSAY_DOCKER_HOST`. */
export default async function setup(_project: TestProject): Promise<() => Promise<void>> {
	const engine = await startEngine();
	try {
		const images = (process.env.ASSAY_IMAGES ?? '').split(' ').filter(Boolean);
		execFileSync(join(repository, 'deploy/images/build.sh'), images, {
			stdio: 'inherit',
			env: { ...process.env, DOCKER_HOST: engine.host },
		});
	} catch (error) {
		await engine.stop();
		throw error;
	}
	process.env.ASSAY_DOCKER_HOST = engine.host;
	return async () => await engine.stop();
}
