import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startAssay } from '../support/command.ts';
import { startFleet } from '../support/fleet.ts';
import { repository } from '../support/local-wall.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { namesIn } from './promql.ts';
import { type ExportedMetric, metricsTable, readMetrics, seriesOf, settingsTable } from './tables.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const manual = read('docs/operations.md');
const alerts = z
	.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) })
	.parse(parse(read('deploy/prometheus/alerts.yaml')))
	.groups.flatMap(({ rules }) => rules);
const panels = z
	.object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })) })
	.parse(JSON.parse(read('deploy/grafana/assay.json')))
	.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

let roles: Record<'all' | 'api' | 'worker', ReadonlyMap<string, ExportedMetric>>;
let workerText: string;
let exported: readonly ExportedMetric[];
let release: () => Promise<void>;

/** One process that does all, and a fleet; both have judged a program that is compiled, and run one. */
beforeAll(async () => {
	const folder = await temporaryFolder();
	const alone = startAssay(['serve', '--port', '0', '--slots', '1', '--data-dir', folder.path, '--log-level', 'error']);
	const [, url = ''] = await alone.says(/assay listens on (\S+)/);
	const fleet = await startFleet(1);
	release = async () => {
		alone.child.kill('SIGTERM');
		await Promise.all([alone.finished, fleet[Symbol.asyncDispose]()]);
		await folder[Symbol.asyncDispose]();
	};
	await Promise.all([url, fleet.url].map(useAll));
	const textAt = async (at: string) => await (await fetch(`${at}/metrics`)).text();
	workerText = await textAt(fleet.workers[0]?.url ?? '');
	roles = { all: readMetrics(await textAt(url)), api: readMetrics(await textAt(fleet.url)), worker: readMetrics(workerText) };
	exported = Object.values(roles).flatMap((metrics) => [...metrics.values()]);
});
afterAll(async () => await release());

async function useAll(url: string): Promise<void> {
	const post = async (path: string, body: object) => {
		const response = await fetch(`${url}${path}`, {
			...{ method: 'POST', headers: { 'content-type': 'application/json' } },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(200);
	};
	const problem = { id: 'empty', tests: [{ kind: 'stdio', input: '', output: '' }] };
	await post('/v1/grade', { language: 'c', code: 'int main(void) { return 0; }', problem });
	await post('/run_code', { language: 'python', code: '' });
}

describe('The manual for operators', () => {
	it('has every setting, with its default and its meaning', () => expect(manual).toContain(settingsTable()));
	it('has every metric of every role, and no other', () => expect(manual).toContain(metricsTable(roles)));
	it.each(alerts)('says what to do at $alert', ({ alert }) => expect(manual).toContain(`\n### ${alert}\n`));
});

describe('What asks for metrics asks for those that there are', () => {
	const ofPrometheus = ['instance', 'job', 'le'];
	it.each([
		...alerts.map(({ alert, expr }) => ({ title: `the alert ${alert}`, expr })),
		...panels.map(({ title, expr }) => ({ title: `the panel "${title}"`, expr })),
	])('$title: $expr', ({ expr }) => {
		const { metrics, labels } = namesIn(expr);
		expect(metrics.length).toBeGreaterThan(0);
		const asked = exported.filter((metric) => seriesOf(metric).some((series) => metrics.includes(series)));
		expect(exported.flatMap(seriesOf)).toEqual(expect.arrayContaining(metrics));
		const known = [...ofPrometheus, ...asked.flatMap((metric) => [...metric.labels])];
		expect(known).toEqual(expect.arrayContaining(labels));
	});
});

it('A worker says what its programs have cost, by language', () => {
	expect(workerText).toMatch(/^assay_compilations_total\{language="c"\} 1$/m);
	expect(workerText).toMatch(/^assay_compile_seconds_total\{language="c"\} 0?\.?\d/m);
	expect(workerText).toMatch(/^assay_tests_run_total\{language="c"\} 1$/m);
	expect(workerText).toMatch(/^assay_slot_seconds_total\{language="python"\} \d/m);
});
