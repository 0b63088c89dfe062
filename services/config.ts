import { isIP } from 'node:net';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AssayError } from './errors.ts';

/**
 * Every setting of the service: one schema, parsed once, frozen. A setting
 * `queueLimit` is read from `ASSAY_QUEUE_LIMIT`; flags of the command line win.
 * This is the only file that reads `process.env`.
 */

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** One entry of the comma list: `KEY`, or `TENANT:KEY` to keep problems and turns in the queue apart. */
const ApiKey = z.string().transform((entry) => {
	const colon = entry.indexOf(':');
	return colon < 0 ? { tenant: 'default', key: entry } : { tenant: entry.slice(0, colon), key: entry.slice(colon + 1) };
});
const ApiKeys = z
	.string()
	.transform((list) =>
		list
			.split(',')
			.map((entry) => entry.trim())
			.filter((entry) => entry !== ''),
	)
	.pipe(z.array(ApiKey.pipe(z.object({ tenant: z.string().min(1, 'empty tenant'), key: z.string().min(1, 'empty key') }))));

export const ConfigSchema = z.object({
	host: z.string().min(1).default('127.0.0.1').describe('Address to listen on; one that others can reach needs API keys.'),
	port: wholeNumber(0, 65_535).default(8600).describe('0 takes any free port.'),
	apiKeys: ApiKeys.prefault('').describe('Comma list of KEY or TENANT:KEY, good for everything; no key anywhere: none is asked for.'),
	keysFile: z.string().min(1).optional().describe('Keys with scopes and limits, a file that `assay keys` writes.'),
	role: z
		.enum(['all', 'api', 'worker'])
		.default('all')
		.describe('api answers requests, worker judges programs, all does both; api and worker meet in Redis.'),
	redisUrl: z
		.url({ protocol: /^rediss?$/ })
		.optional()
		.describe('Redis of a fleet, e.g. redis://host:6379; absent: one process does all.'),
	slots: wholeNumber(1, 1024).default(1).describe('Programs judged at the same time; default: the number of processors.'),
	wall: z.enum(['local', 'docker']).default('local').describe('What keeps programs in: local (bubblewrap) or docker (containers).'),
	containerHost: z.string().min(1).optional().describe('Where the container engine listens; default: DOCKER_HOST, or its usual socket.'),
	containerRuntime: z.string().min(1).optional().describe('A runtime that the engine knows, such as runsc (gVisor); default: its own.'),
	queueLimit: wholeNumber(0, 1_000_000).default(4096).describe('Programs that may wait before requests are refused with 429.'),
	longestWaitMs: wholeNumber(0, 86_400_000)
		.default(600_000)
		.describe('Requests are refused with 429 while the programs that wait are likely to take longer.'),
	workerGraceMs: wholeNumber(0, 3_600_000)
		.default(60_000)
		.describe('Time for which a program waits for a worker with its language before it is given up.'),
	workerTimeoutMs: wholeNumber(1_000, 3_600_000)
		.default(10_000)
		.describe('A worker without a sign of life for so long is taken for dead, and its programs are judged by others.'),
	bodyLimitMb: wholeNumber(1, 1024).default(64).describe('Largest request body as sent, in MiB.'),
	expandedLimitMb: wholeNumber(1, 2048).default(256).describe('Largest request body after decompression, in MiB.'),
	dataDir: z.string().min(1).default('.').describe('Where caches and the SQLite store are kept; default: assay in the user data folder.'),
	data: z.string().min(1).optional().describe('Folder of published data sets, where `assay eval` finds the problems of a benchmark.'),
	logLevel: z
		.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
		.default('info')
		.describe('What is logged on standard error, from there on.'),
	otlpEndpoint: z
		.url({ protocol: /^https?$/ })
		.optional()
		.describe('Collector of traces (OTLP over HTTP), e.g. http://host:4318; absent: OTEL_EXPORTER_OTLP_ENDPOINT, or no traces.'),
	traceRatio: z.coerce.number().min(0).max(1).default(1).describe('Share of the requests that are traced, where the client does not say.'),
	traceTests: wholeNumber(0, 100_000).default(0).describe('Tests of a traced program that have a span of their own, at most.'),
	requestTimeoutMs: wholeNumber(100, 3_600_000).default(120_000).describe('Time in which a whole request must have arrived.'),
	shutdownGraceMs: wholeNumber(0, 3_600_000).default(30_000).describe('Time that running work gets at shutdown before it is aborted.'),
	compileCacheMb: wholeNumber(1, 65_536).default(256).describe('Compiled programs kept in memory, in MiB.'),
	diskCacheMb: wholeNumber(0, 1_048_576).default(2048).describe('Compiled programs kept in the data folder, in MiB; 0: none.'),
	diskReserveMb: wholeNumber(0, 1_048_576)
		.default(64)
		.describe('A worker of a fleet takes no programs while its data folder has less room than so many MiB; 0: it always does.'),
	store: z
		.string()
		.regex(/^(sqlite$|postgres(ql)?:\/\/)/, 'neither sqlite nor postgres://USER:PASSWORD@HOST:PORT/DATABASE')
		.default('sqlite')
		.describe('sqlite (a file in the data folder), or postgres://USER:PASSWORD@HOST:PORT/DATABASE, which several services may share.'),
	storeConnections: wholeNumber(1, 1000).default(10).describe('Connections of this service to a PostgreSQL store, at most.'),
	storeDiskCacheMb: wholeNumber(0, 1_048_576)
		.default(2048)
		.describe('Problems of a PostgreSQL store kept compressed in the data folder, in MiB; 0: none.'),
	suiteCacheMb: wholeNumber(0, 1_048_576).default(1024).describe('Suites that a worker keeps in its data folder, in MiB; 0: none.'),
	keptSubmissions: wholeNumber(0, 100_000).default(1000).describe('Judged programs of each tenant that are kept to be looked at; 0: none.'),
	storeCacheMb: wholeNumber(1, 65_536).default(256).describe('Uploaded problems kept parsed in memory, in MiB of JSON.'),
});
export type Config = Readonly<z.infer<typeof ConfigSchema>>;
export type ConfigOverrides = { readonly [K in keyof z.input<typeof ConfigSchema>]?: string | undefined };
type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variable of a setting, e.g. `ASSAY_QUEUE_LIMIT`. */
export const environmentName = (setting: string) => `ASSAY_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** Reads flags, then the environment, then defaults; throws `AssayError` naming the setting that is wrong. */
export function loadConfig(overrides: ConfigOverrides = {}, env: Environment = process.env): Config {
	const raw: Record<string, string> = { slots: String(availableParallelism()), dataDir: defaultDataDir(env) };
	if (env.DOCKER_HOST) raw.containerHost = env.DOCKER_HOST;
	if (env.OTEL_EXPORTER_OTLP_ENDPOINT) raw.otlpEndpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
	for (const setting of Object.keys(ConfigSchema.shape) as (keyof ConfigOverrides)[]) {
		const value = overrides[setting] ?? env[environmentName(setting)];
		if (value !== undefined && value !== '') raw[setting] = value;
	}
	const parsed = ConfigSchema.safeParse(raw);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new AssayError('invalid_request', `${environmentName(String(issue?.path[0]))}: ${issue?.message}`, {
			hint: 'See `assay serve --help` for the settings.',
		});
	}
	refuseOpenDoor(parsed.data);
	refuseLonelyRole(parsed.data);
	return Object.freeze(parsed.data);
}

function refuseOpenDoor(config: Config): void {
	if (config.apiKeys.length > 0 || config.keysFile !== undefined || isLoopback(config.host) || config.role === 'worker') return;
	throw new AssayError('invalid_request', `refusing to listen on ${config.host} without an API key: anyone who reaches it could run code`, {
		hint: 'Set ASSAY_API_KEYS=some-long-secret or ASSAY_KEYS_FILE, or listen on 127.0.0.1.',
	});
}

function refuseLonelyRole({ role, redisUrl }: Config): void {
	if (role === 'all' || redisUrl !== undefined) return;
	throw new AssayError('invalid_request', `the role ${role} needs the Redis of its fleet`, {
		hint: 'Set ASSAY_REDIS_URL=redis://host:6379, the same for all.',
	});
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function defaultDataDir(env: Environment): string {
	return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'assay');
}
