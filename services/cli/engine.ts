import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Protection, SandboxFault, type Wall } from '../../runners/sandboxes/contract.ts';
import type { Config } from '../config.ts';
import { openDiskCache } from '../disk-cache.ts';
import { AssayError } from '../errors.ts';
import type { Grader } from '../execution/contract.ts';

/** An engine with its sandboxes, closed by `await using`. */
export interface OpenEngine extends AsyncDisposable {
	readonly grader: Grader;
}

/** What the commands need of the machine; tests of commands bring their own. */
export interface Engine {
	/** Rejects with `no_wall` and the command that would help when no sandbox can be made. */
	open(config: Config, logger: Logger): Promise<OpenEngine>;
	/** What protects this machine from programs, and what does not. */
	diagnose(config: Config): Promise<readonly Protection[]>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The one place where the real engine is named; loaded when it is needed, so that `--help` is quick. */
export const realEngine: Engine = {
	open: async (config, logger) => {
		const { createGrader } = await import('../execution/grader.ts');
		await using resources = new AsyncDisposableStack();
		const wall = await openWall(config);
		resources.defer(async () => await wall.close());
		const onFault = (fault: unknown) => void logger.error({ err: fault }, 'sandbox fault');
		const { slots, compileCacheMb, dataDir, diskCacheMb, traceTests } = config;
		const diskCache = await openDiskCache(join(dataDir, 'compiled'), diskCacheMb, onFault);
		const grader = resources.use(await orNoWall(createGrader({ wall, slots, compileCacheMb, diskCache, traceTests, onFault })));
		const held = resources.move();
		return { grader, [Symbol.asyncDispose]: async () => await held.disposeAsync() };
	},
	diagnose: async (config) => {
		const wall = await openWall(config);
		try {
			return await orNoWall(wall.protections());
		} finally {
			await wall.close();
		}
	},
};

async function openWall({ wall, containerHost, containerRuntime }: Config): Promise<Wall> {
	if (wall === 'docker') {
		const { openDockerWall } = await import('../../runners/sandboxes/docker/wall.ts');
		return await orNoWall(openDockerWall({ host: containerHost, runtime: containerRuntime }));
	}
	const { openLocalWall } = await import('../../runners/sandboxes/local/wall.ts');
	return await orNoWall(openLocalWall({ repository, node: process.execPath }));
}

async function orNoWall<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		if (!(cause instanceof SandboxFault)) throw cause;
		throw new AssayError('no_wall', cause.message, {
			cause,
			hint: '`assay doctor` says what is missing; programs are never run without a sandbox.',
		});
	}
}
