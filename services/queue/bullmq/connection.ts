import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { AssayError } from '../../errors.ts';
import { beat } from './heartbeat.ts';
import { infoReader } from './memory.ts';

/** The first version that has all commands that are used here. */
const oldestVersion = [6, 2];
const connectTimeoutMs = 5_000;
const longestRetryMs = 2_000;

/** Called with what goes wrong while the connection is mended by itself. */
export type OnRedisFault = (fault: unknown) => void;

/**
 * Connects to a Redis that a queue may live in. Rejects with `no_redis` and what to do
 * when it cannot be reached, is too old, or would throw jobs away when it is full.
 * Later interruptions are waited for: commands are sent when Redis is back.
 */
export async function connectRedis(url: string, onFault: OnRedisFault): Promise<Redis> {
	let connected = false;
	let lastError: unknown;
	const redis = new Redis(url, {
		lazyConnect: true,
		connectTimeout: connectTimeoutMs,
		maxRetriesPerRequest: null,
		retryStrategy: (times) => (connected ? Math.min(times * 100, longestRetryMs) : null),
	});
	redis.on('error', (error) => {
		lastError = error;
		if (connected) onFault(error);
	});
	try {
		await redis.connect();
		await requireFit(redis);
	} catch (cause) {
		redis.disconnect();
		if (cause instanceof AssayError) throw cause;
		throw new AssayError('no_redis', `cannot use Redis at ${withoutSecret(url)}: ${reasonOf(lastError ?? cause)}`, {
			hint: 'Is it running, and is ASSAY_REDIS_URL right?',
		});
	}
	connected = true;
	beat(redis);
	return redis;
}

/** Another connection to the same Redis, for commands that block. */
export async function duplicate(redis: Redis, onFault: OnRedisFault): Promise<Redis> {
	const other = redis.duplicate({ lazyConnect: true, retryStrategy: (times) => Math.min(times * 100, longestRetryMs) });
	other.on('error', onFault);
	await other.connect();
	beat(other);
	return other;
}

async function requireFit(redis: Redis): Promise<void> {
	const read = infoReader(await redis.info());
	const version = read('redis_version');
	if (isOlder(version.split('.').map(Number), oldestVersion)) {
		throw new AssayError('no_redis', `Redis ${version} is too old`, { hint: `Take ${oldestVersion.join('.')} or newer.` });
	}
	const policy = read('maxmemory_policy');
	if (policy !== 'noeviction') {
		throw new AssayError('no_redis', `Redis has maxmemory-policy ${policy}: it would throw jobs away when it is full`, {
			hint: 'Set maxmemory-policy noeviction in its configuration, or: redis-cli config set maxmemory-policy noeviction',
		});
	}
}

function isOlder([major = 0, minor = 0]: readonly number[], [leastMajor = 0, leastMinor = 0]: readonly number[]): boolean {
	return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** The address as far as it may be shown. */
function withoutSecret(url: string): string {
	if (!URL.canParse(url)) return 'the given URL';
	const { protocol, host, pathname } = new URL(url);
	return `${protocol}//${host}${pathname}`;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

const lastWordsMs = 1_000;

/** Lets the commands that are under way end, but does not wait for a Redis that is gone. */
export async function disconnect(redis: Redis): Promise<void> {
	if (redis.status === 'ready') await Promise.race([redis.quit().catch(() => undefined), delay(lastWordsMs, undefined, { ref: false })]);
	await cut(redis);
}

/** Ends a connection; what it had still to do is rejected. */
export async function cut(redis: Redis): Promise<void> {
	if (redis.status === 'end') return;
	const ended = new Promise<void>((resolve) => void redis.once('end', () => resolve()));
	redis.options.retryStrategy = () => null;
	// One that waits to connect again ends with its next attempt; cut off now, it would leave its commands hanging.
	if (redis.status !== 'reconnecting') redis.disconnect();
	await ended;
}
