import type { Redis } from 'ioredis';

/** What Redis says of its memory. */
export interface RedisMemory {
	readonly usedBytes: number;
	/** 0: no limit but that of its machine. */
	readonly limitBytes: number;
	/** Whether it throws keys away when it is full, which jobs do not survive. */
	readonly evicts: boolean;
}

export async function readMemory(redis: Redis): Promise<RedisMemory> {
	const read = infoReader(await redis.info('memory'));
	return {
		usedBytes: Number(read('used_memory')),
		limitBytes: Number(read('maxmemory')),
		evicts: read('maxmemory_policy') !== 'noeviction',
	};
}

/** A field of what `INFO` says; empty where it says nothing of it. */
export function infoReader(info: string): (name: string) => string {
	return (name) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
}
