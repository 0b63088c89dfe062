import { type Started, startAssay } from './command.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { temporaryFolder } from './temporary.ts';

export interface TestFleet extends AsyncDisposable {
	/** Of the process with the role api. */
	readonly url: string;
	readonly redis: TestRedis;
	/** The workers that run, the oldest first. */
	readonly workers: FleetWorker[];
	/** Starts one more, with one slot. */
	addWorker(): Promise<FleetWorker>;
}

export interface FleetWorker extends Started {
	readonly url: string;
	/** Ends it and resolves with its exit code, null after SIGKILL. */
	end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A Redis, a process that answers requests, and workers, as they would run on machines of their own. */
export async function startFleet(workerCount: number): Promise<TestFleet> {
	const folder = await temporaryFolder();
	const redis = await startRedis();
	const env = { ASSAY_REDIS_URL: redis.url, ASSAY_WORKER_TIMEOUT_MS: '2000' };
	const workers: FleetWorker[] = [];
	let started = 0;
	const serve = async (role: string): Promise<FleetWorker> => {
		const dataDir = folder.file(`${role} ${started++}`);
		const flags = ['--role', role, '--port', '0', '--slots', '1', '--data-dir', dataDir, '--log-level', 'error'];
		const process = startAssay(['serve', ...flags], env);
		const [, url = ''] = await process.says(/assay listens on (\S+)/);
		const end = async (signal: NodeJS.Signals) => {
			workers.splice(0, workers.length, ...workers.filter((worker) => worker.url !== url));
			process.child.kill(signal);
			return (await process.finished).code;
		};
		return { ...process, url, end };
	};
	const addWorker = async () => {
		const worker = await serve('worker');
		workers.push(worker);
		return worker;
	};
	const api = await serve('api');
	await Promise.all(Array.from({ length: workerCount }, addWorker));
	await ready(api.url);
	const dispose = async () => {
		await Promise.all([api, ...workers].map(async ({ end }) => await end('SIGTERM')));
		await redis[Symbol.asyncDispose]();
		await folder[Symbol.asyncDispose]();
	};
	return { url: api.url, redis, workers, addWorker, [Symbol.asyncDispose]: dispose };
}

/** The first worker may not have been seen yet. */
async function ready(url: string): Promise<void> {
	while (!(await fetch(`${url}/readyz`)).ok) await new Promise(setImmediate);
}
