import { posix } from 'node:path';
import type { SourceText } from './sources.ts';

interface Rule {
	/** Files that it holds for. */
	readonly from: RegExp;
	/** Imports that they must not have: a path in the repository, or a package's name as it stands. */
	readonly never: RegExp;
	readonly except?: RegExp;
	readonly instead: string;
}

const inputOutput =
	/^(node:(fs|child_process|net|http2?|https|dgram|dns|worker_threads|cluster|sqlite|readline|os|tls)\b|fastify|pino|prom-client)/;
const pure = /^(testcases\/compare|services\/(planning|scoring|difficulty|curriculum))\//;

/** The direction of flow of ARCHITECTURE.md: HTTP or CLI, contract, planning, queue, execution, comparison, scoring. */
const rules: readonly Rule[] = [
	{
		from: /^testcases\//,
		never: /^(services|runners|bench|test)\//,
		instead: 'testcases stands alone: move what it needs into testcases/, or pass it as an argument',
	},
	{
		from: /^runners\//,
		never: /^(testcases|services|bench|test)\//,
		instead: 'runners know programs, not suites: let services/execution pass what is needed',
	},
	{ from: /^services\//, never: /^(bench|test)\//, instead: 'what ships does not depend on tests or benchmarks' },
	{ from: pure, never: inputOutput, instead: 'this folder is pure: let the caller read or write, and pass the data' },
	{
		from: pure,
		never: /^services\/(execution|http|cli|queue|store|telemetry)\//,
		except: /\/contract\.ts$/,
		instead: 'this folder is upstream or pure: pass the data as an argument',
	},
	{ from: /^services\/http\//, never: /^runners\//, instead: 'ask the Grader of services/execution/contract.ts' },
	{
		from: /^services\/http\//,
		never: /^services\/execution\//,
		except: /^services\/execution\/contract\.ts$/,
		instead: 'import the type Grader from services/execution/contract.ts and take it as an argument',
	},
	{
		from: /^services\/execution\//,
		never: /^services\/(http|cli|queue|store)\//,
		instead: 'execution is downstream: it gets a plan, and never sees the request',
	},
	{
		from: /^services\/(?!cli\/|server\.ts|worker\.ts|judging\.ts)/,
		never: /^services\/(cli\/|server\.ts|worker\.ts|judging\.ts)/,
		instead: 'nothing depends on where the process starts',
	},
	...['services/store/', 'services/queue/', 'runners/sandboxes/local/', 'runners/sandboxes/docker/'].map((folder) => ({
		from: new RegExp(`^(?!services/cli/|services/server\\.ts|services/worker\\.ts|services/judging\\.ts|${folder})`),
		never: new RegExp(`^${folder}`),
		except: /\/contract\.ts$/,
		instead: 'take its contract as an argument; only server.ts, judging.ts, worker.ts and cli/ build adapters',
	})),
];

/** One line for each import that goes against the direction of flow, saying what to do instead. */
export function importViolations({ path, text }: SourceText): string[] {
	return importsOf(path, text).flatMap((target) =>
		rules
			.filter((rule) => rule.from.test(path) && rule.never.test(target) && rule.except?.test(target) !== true)
			.map((rule) => `${path} imports ${target}: ${rule.instead}`),
	);
}

/** What a file imports or re-exports, statically or not, types too. */
function importsOf(path: string, text: string): string[] {
	const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"\n]+)\1/g)].map((match) => match[2] ?? '');
	return specifiers.map((specifier) => (specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier));
}
