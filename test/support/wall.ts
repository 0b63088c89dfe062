import type { Wall } from '../../runners/sandboxes/contract.ts';
import { openDockerWall } from '../../runners/sandboxes/docker/wall.ts';
import { openTestWall as openLocal } from './local-wall.ts';

/** The engine that `make test-docker` has started; the suites of every wall then run on its containers. */
export const dockerHost = process.env.ASSAY_DOCKER_HOST;

/** The wall that this run of the tests is about. */
export function openTestWall(options: { readonly uidBase?: number } = {}): Promise<Wall> {
	return dockerHost === undefined ? openLocal(options) : openDockerWall({ ...options, host: dockerHost });
}
