import { join } from 'node:path';
import { type Started, start } from './command.ts';
import { repository } from './local-wall.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { temporaryFolder } from './temporary.ts';

export interface TestFleet extends AsyncDisposable {
	/** Of the process with the role api. */
	readonly url: string;
	readonly redis: TestRedis;
	/** The workers that run, the oldest first. */
	readonly workers: FleetProcess[];
	/** Starts one more, with one slot. */
	addWorker(options?: WorkerPlace): Promise<FleetProcess>;
	/** Ends the process with the role api, and starts it again where it was. */
	restartApi(signal: NodeJS.Signals): Promise<void>;
}

export interface FleetProcess extends Started {
	readonly url: string;
	/** Ends it and resolves with its exit code, null after SIGKILL. */
	end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface FleetOptions {
	/** Of all its processes. */
	readonly settings?: Readonly<Record<string, string>>;
	/** Of its Redis. */
	readonly redis?: readonly string[];
}

/** Where a worker is started, if not like the others. */
export interface WorkerPlace {
	/** What its command begins with. */
	readonly enter?: readonly string[];
	readonly settings?: Readonly<Record<string, string>>;
}

/** A Redis, a process that answers requests, and workers, as they would run on machines of their own. */
export async function startFleet(workerCount: number, options: FleetOptions = {}): Promise<TestFleet> {
	await using resources = new AsyncDisposableStack();
	const folder = resources.use(await temporaryFolder());
	const redis = resources.use(await startRedis(options.redis));
	const common = { ASSAY_REDIS_URL: redis.url, ASSAY_WORKER_TIMEOUT_MS: '2000', ...options.settings };
	const workers: FleetProcess[] = [];
	let started = 0;
	const serve = async (role: string, port: string, { enter = [], settings = {} }: WorkerPlace = {}): Promise<FleetProcess> => {
		const dataDir = folder.file(`${role} ${started++}`);
		const flags = ['--role', role, '--port', port, '--slots', '1', '--log-level', 'error'];
		const [command = '', ...args] = [...enter, join(repository, 'bin/assay'), 'serve', ...flags];
		const process = start(command, args, { ...common, ASSAY_DATA_DIR: dataDir, ...settings });
		const [, url = ''] = await process.says(/assay listens on (\S+)/);
		const end = async (signal: NodeJS.Signals) => {
			process.child.kill(signal);
			return (await process.finished).code;
		};
		return { ...process, url, end };
	};
	const addWorker = async (place: WorkerPlace = {}) => {
		const process = await serve('worker', '0', place);
		const end: FleetProcess['end'] = async (signal) => {
			workers.splice(0, workers.length, ...workers.filter((other) => other !== worker));
			return await process.end(signal);
		};
		const worker = { ...process, end };
		workers.push(worker);
		return worker;
	};
	let api = await serve('api', '0');
	resources.defer(async () => void (await Promise.all([api, ...workers].map(async ({ end }) => await end('SIGTERM')))));
	const { url } = api;
	const restartApi = async (signal: NodeJS.Signals) => {
		await api.end(signal);
		api = await serve('api', new URL(url).port);
	};
	await Promise.all(Array.from({ length: workerCount }, async () => await addWorker()));
	await ready(url);
	const held = resources.move();
	return { url, redis, workers, addWorker, restartApi, [Symbol.asyncDispose]: async () => await held.disposeAsync() };
}

/** The first worker may not have been seen yet. */
async function ready(url: string): Promise<void> {
	while (!(await fetch(`${url}/readyz`)).ok) await new Promise(setImmediate);
}
