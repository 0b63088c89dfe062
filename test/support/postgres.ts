import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

const user = 'assay';
const password = 'not-to-be-seen';
const startMs = 30_000;

export interface Session extends AsyncDisposable {
	query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** A PostgreSQL server of the tests' own, on a free port of 127.0.0.1, with its files in a temporary folder. */
export interface TestPostgres extends AsyncDisposable {
	readonly port: number;
	readonly password: string;
	/** The address of a new, empty database. */
	newDatabase(): Promise<string>;
	/** Runs SQL by itself, in any database of this server. */
	query(url: string, sql: string): Promise<readonly Record<string, unknown>[]>;
	/** A connection that is kept. */
	session(url: string): Promise<Session>;
	/** Ends as its operator would end it (`fast`), or as a crash does (`immediate`). */
	stop(mode: 'fast' | 'immediate'): Promise<void>;
	/** Again, after it was stopped. */
	start(): Promise<void>;
}

interface Owner {
	readonly uid: number;
	readonly gid: number;
}

export interface PostgresOptions {
	/** Whether what is committed outlives the machine, too; default off: what tests end are processes. */
	readonly fsync?: 'on' | 'off';
}

/** Needs Debian's `postgresql` (`deploy/setup.sh --postgres`). Started by root it runs as another user, as PostgreSQL wants it. */
export async function startPostgres({ fsync = 'off' }: PostgresOptions = {}): Promise<TestPostgres> {
	const folder = mkdtempSync(join(tmpdir(), 'assay-postgres-'));
	const clear = () => rmSync(folder, { recursive: true, force: true });
	try {
		const owner = process.getuid?.() === 0 ? idOf('nobody') : undefined;
		if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
		const running = await initialise(folder, owner, fsync);
		return { ...running, [Symbol.asyncDispose]: async () => await running.stop('immediate').finally(clear) };
	} catch (error) {
		clear();
		throw error;
	}
}

async function initialise(folder: string, owner: Owner | undefined, fsync: 'on' | 'off') {
	const binaries = newestBinaries();
	const environment = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	chmodSync(passwordFile, 0o644);
	const data = join(folder, 'data');
	// Another order than that of code points, where the version knows how, so that nobody relies on the order of the database.
	const order = Number(basename(dirname(binaries))) >= 15 ? ['--locale-provider=icu', '--icu-locale=en-US'] : [];
	const rules = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync'];
	const [initialiser, words] = apart(owner, [join(binaries, 'initdb'), '--pgdata', data, ...rules, ...order]);
	execFileSync(initialiser, words, { ...environment, stdio: 'pipe' });
	const port = await freePort();
	const settings = Object.entries({
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		fsync,
		max_connections: 60,
	});
	const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const log = join(folder, 'log');
	const urlOf = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

	const launch = async () => {
		const out = openSync(log, 'a');
		const [command, args] = apart(owner, [join(binaries, 'postgres'), '-D', data, ...flags]);
		const child = spawn(command, args, { ...environment, stdio: ['ignore', out, out] });
		closeSync(out);
		const over = once(child, 'exit');
		const dead = over.then(() => {
			throw new Error(`postgres ended:\n${readFileSync(log, 'utf8').slice(-3000)}`);
		});
		dead.catch(() => undefined); // only of interest while it starts
		try {
			await Promise.race([answers(urlOf('postgres')), dead]);
		} catch (error) {
			child.kill('SIGQUIT');
			await over;
			throw error;
		}
		return { child, over };
	};
	let server: Awaited<ReturnType<typeof launch>> | undefined = await launch();
	let databases = 0;

	const session = async (url: string): Promise<Session> => {
		const client = new Client(url);
		await client.connect();
		return {
			query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
			[Symbol.asyncDispose]: async () => await client.end(),
		};
	};
	const query = async (url: string, sql: string) => {
		await using one = await session(url);
		return await one.query(sql);
	};
	return {
		port,
		password,
		query,
		session,
		newDatabase: async () => {
			const name = `assay_${++databases}`;
			await query(urlOf('postgres'), `CREATE DATABASE ${name}`);
			return urlOf(name);
		},
		stop: async (mode: 'fast' | 'immediate') => {
			server?.child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
			await server?.over;
			server = undefined;
		},
		start: async () => {
			server ??= await launch();
		},
	};
}

/**
 * The command as its owner, with shared memory that nobody else sees: other suites look whether there is
 * any that was not there before. It ends with whoever started it, however that ends.
 */
function apart(owner: Owner | undefined, command: readonly string[]): readonly [string, readonly string[]] {
	const mortal = ['--pdeathsig', 'QUIT'];
	if (owner === undefined) return ['setpriv', [...mortal, ...command]];
	const shell = ['sh', '-c', 'mount -t tmpfs tmpfs /dev/shm && exec "$@"', 'sh'];
	const user = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
	return ['unshare', ['--ipc', '--mount', ...shell, 'setpriv', ...user, ...mortal, ...command]];
}

/** Debian keeps them in a folder for each version, out of PATH. */
function newestBinaries(): string {
	const root = '/usr/lib/postgresql';
	let versions: string[];
	try {
		versions = readdirSync(root);
	} catch {
		versions = [];
	}
	const [newest] = versions.sort((a, b) => Number(b) - Number(a));
	if (newest === undefined) throw new Error(`no PostgreSQL in ${root}: run deploy/setup.sh --postgres`);
	return join(root, newest, 'bin');
}

function idOf(name: string): Owner {
	const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

async function answers(url: string): Promise<void> {
	const end = performance.now() + startMs;
	for (;;) {
		const client = new Client(url);
		client.on('error', () => undefined);
		try {
			await client.connect();
			return await client.end();
		} catch (error) {
			if (performance.now() > end) throw error;
			await delay(50); // between two looks at a server that is starting; nothing is assumed after it
		}
	}
}
