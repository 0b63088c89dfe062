import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { startFleet } from '../test/support/fleet.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { median } from './bench.ts';
import { callRewards, program } from './pay.ts';

/** What a program costs a fleet: milliseconds of a processor, and traffic. */
const costNames = ['slotMs', 'apiMs', 'workerMs', 'redisMs', 'redisCommands', 'redisKb', 'postgresMs', 'postgresWrites'] as const;
export type Costs = Readonly<Record<(typeof costNames)[number], number>>;

const programs = 128;
const problemsAtOnce = 4;
/** The kernel counts processor time in hundredths of a second. */
const tickMs = 10;

/** Pays programs of so many tests through a fleet of processes of their own with one slot, which count their outcomes; medians per program. */
export async function measureCosts(rounds: number, tests: number): Promise<Costs> {
	await using postgres = await startPostgres({ fsync: 'on' });
	const database = await postgres.newDatabase();
	await using fleet = await startFleet(1, { settings: { ASSAY_STORE: database } });
	const redis = new Redis(fleet.redis.url);
	for (const problem of problemsOf(tests)) await upload(fleet.url, problem);
	const look = async (): Promise<Costs> => {
		const info = await redis.info();
		const read = (name: string) => Number(new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]);
		const backends = await postgres.query(
			database,
			'SELECT pid, pg_snapshot_xmax(pg_current_snapshot())::text AS next FROM pg_stat_activity',
		);
		return {
			slotMs: performance.now(),
			apiMs: await cpuMsAt(fleet.url),
			workerMs: await cpuMsAt(fleet.workers[0]?.url ?? ''),
			redisMs: 1000 * (read('used_cpu_user') + read('used_cpu_sys')),
			redisCommands: read('total_commands_processed'),
			redisKb: (read('total_net_input_bytes') + read('total_net_output_bytes')) / 1024,
			postgresMs: backends.reduce((sum, { pid }) => sum + cpuMsOf(Number(pid)), 0),
			postgresWrites: Number(backends[0]?.next),
		};
	};
	try {
		const costs: Costs[] = [];
		for (let round = -1; round < rounds; round++) {
			const before = await look();
			await Promise.all(Array.from({ length: problemsAtOnce }, async (_, n) => await payBatch(fleet.url, n, round)));
			const after = await look();
			if (round >= 0) costs.push(costsOf((name) => (after[name] - before[name]) / programs)); // all is warm now
		}
		return costsOf((name) => median(costs.map((cost) => cost[name])));
	} finally {
		await redis.quit();
	}
}

const costsOf = (value: (name: keyof Costs) => number): Costs =>
	Object.fromEntries(costNames.map((name) => [name, value(name)])) as Record<keyof Costs, number>;

const problemsOf = (tests: number) =>
	Array.from({ length: problemsAtOnce }, (_, number) => ({
		id: `sum ${number}`,
		tests: Array.from({ length: tests }, (_, n) => ({ kind: 'stdio', input: `${n} 2\n`, output: `${n + 2}\n` })),
	}));

async function upload(url: string, problem: object): Promise<void> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(`${url}/v1/problems`, { method: 'POST', headers, body: JSON.stringify(problem) });
	if (!response.ok) throw new Error(await response.text());
}

async function payBatch(url: string, number: number, round: number): Promise<void> {
	const common = { problem_id: `sum ${number}`, language: 'python' };
	const items = Array.from({ length: programs / problemsAtOnce }, (_, n) => ({ ...common, code: `# ${round} ${n}\n${program}` }));
	const { rewards } = await callRewards(url, items, { observe: true });
	if (rewards.some((reward) => reward !== 1)) throw new Error('not every program was paid in full');
}

async function cpuMsAt(url: string): Promise<number> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	return 1000 * Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)?.[1]);
}

/** Of a process of this machine; 0 when it is gone. */
function cpuMsOf(pid: number): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /s, '')
			.split(' ');
		return tickMs * (Number(fields[11]) + Number(fields[12]));
	} catch {
		return 0;
	}
}
