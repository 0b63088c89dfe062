import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openDiskCache } from '../disk-cache.ts';
import type { Store } from './contract.ts';

type Settings = Pick<Config, 'store' | 'storeConnections' | 'storeCacheMb' | 'storeDiskCacheMb' | 'dataDir'>;

/** Opens the store that the settings name. What is loaded is only what that one needs. */
export async function openStore(settings: Settings, onFault: (fault: unknown) => void): Promise<Store> {
	const { store: url, storeConnections: connections, dataDir } = settings;
	const cacheBytes = settings.storeCacheMb * 2 ** 20;
	if (url === 'sqlite') {
		const { openSqliteStore } = await import('./sqlite/store.ts');
		return await openSqliteStore({ file: sqliteFile(settings), cacheBytes });
	}
	const { openPostgresStore } = await import('./postgres/store.ts');
	const disk = await openDiskCache(join(dataDir, 'suites'), settings.storeDiskCacheMb, onFault);
	return await openPostgresStore({ url, connections, cacheBytes, disk, onFault });
}

const sqliteFile = ({ dataDir }: Pick<Settings, 'dataDir'>) => join(dataDir, 'problems.sqlite');

export interface StoreState {
	/** Without a password. */
	readonly where: string;
	/** Whether it can be used as it is. */
	readonly answers: boolean;
	readonly detail: string;
}

/** What is known of the store that the settings name, which is left as it is. */
export async function lookAtStore(settings: Pick<Settings, 'store' | 'dataDir'>): Promise<StoreState> {
	if (settings.store === 'sqlite') return { where: sqliteFile(settings), answers: true, detail: 'SQLite, of one machine' };
	const { lookAtPostgres } = await import('./postgres/look.ts');
	return await lookAtPostgres(settings.store);
}
