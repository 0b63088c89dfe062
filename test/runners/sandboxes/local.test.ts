import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import { describeSandbox } from '../../conformance/sandbox.ts';
import { openTestWall, repository } from '../../support/local-wall.ts';

describeSandbox('The local wall', () => openTestWall());

describe('With an agent under the address and undefined-behaviour sanitizers', () => {
	beforeAll(() => {
		execFileSync('make', ['-C', join(repository, 'runners/agent'), 'sanitized'], { stdio: 'pipe' });
	});
	describeSandbox('the local wall', () =>
		openTestWall({
			agent: join(repository, 'build/agent/agent-sanitized'),
			// The leak check wants to trace its process, which nothing in a sandbox may.
			agentEnv: { ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1', UBSAN_OPTIONS: 'print_stacktrace=1' },
		}),
	);
});
