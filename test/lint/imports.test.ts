import { expect, test } from 'vitest';
import { importViolations } from './import-rule.ts';
import { readSources } from './sources.ts';

test('every import follows the direction of flow', () => {
	const sources = readSources(['services', 'runners', 'testcases']);
	expect(sources.length).toBeGreaterThan(0);
	expect(sources.flatMap(importViolations)).toEqual([]);
});

test.each([
	['testcases/compare/lines.ts', "import { AssayError } from '../../services/errors.ts';", 'testcases stands alone'],
	['runners/agent/client.ts', "import type { Problem } from '../../testcases/schema.ts';", 'runners know programs'],
	['services/http/app.ts', "import { createGrader } from '../execution/grader.ts';", 'services/execution/contract.ts'],
	['services/http/app.ts', "const wall = await import('../../runners/sandboxes/local/wall.ts');", 'ask the Grader'],
	['services/planning/plan.ts', "import { readFileSync } from 'node:fs';", 'this folder is pure'],
	['services/queue/memory.ts', "export { openStore } from '../store/sqlite.ts';", 'only server.ts'],
])('%s may not say: %s', (path, text, message) => {
	expect(importViolations({ path, text })).toContainEqual(expect.stringContaining(message));
});

test.each([
	['services/http/app.ts', "import type { Grader } from '../execution/contract.ts';"],
	['services/cli/serve.ts', "import { openLocalWall } from '../../runners/sandboxes/local/wall.ts';"],
	['services/planning/plan.ts', "import type { Problem } from '../../testcases/schema.ts';"],
])('%s may say: %s', (path, text) => {
	expect(importViolations({ path, text })).toEqual([]);
});
