import { join } from 'node:path';
import type { Wall } from '../../runners/sandboxes/contract.ts';
import { openDockerWall } from '../../runners/sandboxes/docker/wall.ts';
import { openTestWall as openLocal, repository } from './local-wall.ts';

/** The engine that `make test-docker` has started; the suites of every wall then run on its containers. */
export const dockerHost = process.env.ASSAY_DOCKER_HOST;

/** The agent under the address and undefined-behaviour sanitizers, as `make -C runners/agent sanitized` builds it. */
export const sanitizedAgent = {
	agent: join(repository, 'build/agent/agent-sanitized'),
	// The leak check wants to trace its process, which nothing in a sandbox may.
	agentEnv: { ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1', UBSAN_OPTIONS: 'print_stacktrace=1' },
};

/** The wall that this run of the tests is about. */
export function openTestWall(options: { readonly uidBase?: number } = {}): Promise<Wall> {
	if (dockerHost !== undefined) return openDockerWall({ ...options, host: dockerHost });
	return openLocal({ ...options, ...(process.env.ASSAY_AGENT === 'sanitized' ? sanitizedAgent : {}) });
}
