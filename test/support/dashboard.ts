import { afterAll, beforeAll, expect } from 'vitest';
import { AssayClient } from '../../clients/typescript/src/index.ts';
import { type ServerUnderTest, serverAround, type TestServerOptions } from './app.ts';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { openGrader } from './grader.ts';

export interface Dashboard extends AsyncDisposable {
	readonly server: ServerUnderTest;
	readonly assay: AssayClient;
	readonly browser: OpenBrowser;
}

/** A browser in front of a server that judges for real. */
export async function openDashboard(options: Omit<TestServerOptions, 'grader'> = {}): Promise<Dashboard> {
	await using resources = new AsyncDisposableStack();
	const { grader } = resources.use(await openGrader(2));
	const server = resources.use(await serverAround(grader, options));
	const browser = resources.use(await openBrowser());
	const held = resources.move();
	return { server, assay: new AssayClient({ url: server.url }), browser, [Symbol.asyncDispose]: async () => await held.disposeAsync() };
}

/** One for all tests of a file, to be had within them; what goes wrong in its pages fails the file, but for what is refused on purpose. */
export function dashboardOfFile(refusedOnPurpose?: string): () => Dashboard {
	let dashboard: Dashboard;
	beforeAll(async () => {
		dashboard = await openDashboard();
	});
	afterAll(async () => {
		const { faults } = dashboard.browser;
		await dashboard[Symbol.asyncDispose]();
		expect(faults.filter((fault) => refusedOnPurpose === undefined || !fault.includes(refusedOnPurpose))).toEqual([]);
	});
	return () => dashboard;
}

/** Adds two numbers of up to four digits, or not quite; the harder the test, the fewer programs pass it. */
export const sumProblem = (fields: object = {}) => ({
	id: 'sum',
	title: 'Sum of two numbers',
	tests: [
		...[1, 2, 3, 40, 500].map((n) => ({ id: `plus-${n}`, kind: 'stdio' as const, input: `${n} ${n}\n`, output: `${2 * n}\n` })),
		{ id: 'negative', kind: 'stdio' as const, input: '-3 1\n', output: '-2\n' },
		{ id: 'several-lines', kind: 'stdio' as const, input: '7\n8\n', output: '15\n' },
	],
	...fields,
});

export const programs = {
	right: 'import sys\nprint(sum(map(int, sys.stdin.read().split())))\n',
	oneLine: 'print(sum(map(int, input().split())))\n',
	positive: 'print(sum(abs(int(word)) for word in input().split()))\n',
	small: 'a, b = map(int, input().split())\nprint(a + b if a < 100 else 0)\n',
} as const;

/** Uploads the problem, and has samples of two policies judged and counted. */
export async function observeSamples(assay: AssayClient, problem = sumProblem()): Promise<void> {
	await assay.upload([problem]);
	const policies = {
		base: [...Array<string>(6).fill(programs.small), ...Array<string>(5).fill(programs.positive), programs.oneLine],
		tuned: [...Array<string>(4).fill(programs.oneLine), ...Array<string>(8).fill(programs.right)],
	};
	for (const [policy, codes] of Object.entries(policies)) {
		const items = codes.map((code) => ({ problem_id: problem.id, language: 'python', code }));
		for await (const line of assay.rewards({ scheme: 'strict', observe: true, policy, items })) {
			if (line.status !== 'ok') throw new Error(`a sample was not judged: ${line.reason}`);
		}
	}
}
