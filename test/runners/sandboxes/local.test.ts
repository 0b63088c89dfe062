import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import { describeSandbox } from '../../conformance/sandbox.ts';
import { openTestWall, repository } from '../../support/local-wall.ts';
import { sanitizedAgent } from '../../support/wall.ts';

describeSandbox('The local wall', () => openTestWall());

describe('With an agent under the address and undefined-behaviour sanitizers', () => {
	beforeAll(() => {
		execFileSync('make', ['-C', join(repository, 'runners/agent'), 'sanitized'], { stdio: 'pipe' });
	});
	describeSandbox('the local wall', () => openTestWall(sanitizedAgent));
});
