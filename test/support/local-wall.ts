import { join } from 'node:path';
import type { Wall } from '../../runners/sandboxes/contract.ts';
import type { LocalWallOptions } from '../../runners/sandboxes/local/wall.ts';
import { openLocalWall } from '../../runners/sandboxes/local/wall.ts';

export const repository = join(import.meta.dirname, '../..');
export const nodeBinary = join(repository, 'node_modules/node/bin/node');

/** The real wall on this machine; `make setup` has built what it needs. */
export function openTestWall(options: Partial<LocalWallOptions> = {}): Promise<Wall> {
	return openLocalWall({ repository, node: nodeBinary, ...options });
}
