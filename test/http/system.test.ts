import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { dashboardRoutes } from '../../services/http/routes/dashboard.ts';
import { testServer } from '../support/app.ts';
import { createFakeGrader } from '../support/fake-grader.ts';
import { aProblem } from '../support/problems.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('lists languages with their versions', async () => {
	await using test = await testServer();
	expect((await test.app.inject({ url: '/v1/languages' })).json()).toEqual({
		languages: [
			{ name: 'python', aliases: ['py', 'python3'], title: 'Python', version: 'Python 3.13.0' },
			{ name: 'cpp', aliases: ['c++'], title: 'C++', version: null },
			{ name: 'java', aliases: [], title: 'Java', version: null },
		],
	});
});

it('is ready while it can judge', async () => {
	await using test = await testServer();
	expect((await test.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
	expect((await test.app.inject({ url: '/readyz' })).json()).toEqual({ ready: true });
});

it('is not ready without a language', async () => {
	await using test = await testServer({ grader: createFakeGrader({ languages: [] }) });
	const response = await test.app.inject({ url: '/readyz' });
	expect([response.statusCode, response.json().ready]).toEqual([503, false]);
	expect((await test.app.inject({ url: '/healthz' })).statusCode).toBe(200);
});

it('counts requests by route, programs by verdict and tests by verdict', async () => {
	await using test = await testServer();
	await test.app.inject({ method: 'POST', url: '/v1/grade', payload: { problem: aProblem(), language: 'python', code: 'wrong_answer' } });
	await test.app.inject({ url: '/v1/problems/some-id' });
	const { body, headers } = await test.app.inject({ url: '/metrics' });
	expect(headers['content-type']).toContain('text/plain');
	expect(body).toContain('assay_tests_total{verdict="wrong_answer"} 2');
	expect(body).toContain('assay_grade_duration_seconds_count{language="python",verdict="wrong_answer"} 1');
	expect(body).toContain('assay_http_request_duration_seconds_count{method="GET",route="/v1/problems/:id",status="404"} 1');
	expect(body).toContain('assay_queue_limit 4096');
	expect(body).not.toContain('some-id');
});

it('counts what has no verdict by its cause, errors by their codes, and waits', async () => {
	await using test = await testServer();
	const grade = async (code: string) =>
		await test.app.inject({ method: 'POST', url: '/v1/grade', payload: { problem: aProblem(), language: 'python', code } });
	await grade('no_verdict');
	await grade('crash');
	await test.app.inject({ method: 'POST', url: '/v1/grade', payload: { language: 'a name of a client', code: '', problem_id: 'p' } });
	const { body } = await test.app.inject({ url: '/metrics' });
	expect(body).toContain('assay_no_verdicts_total{cause="other"} 1');
	expect(body).toContain('assay_http_errors_total{code="internal_error"} 1');
	expect(body).toContain('assay_http_errors_total{code="problem_not_found"} 1');
	expect(body).toContain('assay_queue_wait_seconds_count{language="python"} 2');
	expect(body).toContain('assay_faults_total{part="store"} 0');
	expect(body).not.toContain('a name of a client');
});

it('keeps the measures of two servers apart', async () => {
	await using one = await testServer();
	await using other = await testServer();
	await one.app.inject({ url: '/v1/languages' });
	expect((await other.app.inject({ url: '/metrics' })).body).not.toContain('/v1/languages');
});

it('describes every route in OpenAPI', async () => {
	await using test = await testServer();
	const document = (await test.app.inject({ url: '/openapi.json' })).json();
	expect(document.openapi).toBe('3.1.0');
	const own = Object.keys(document.paths).filter((path) => /^\/(v1\/(?!ping)|healthz|readyz)/.test(path));
	expect(own.sort()).toEqual([
		'/healthz',
		'/readyz',
		'/v1/curriculum',
		'/v1/curriculum/draw',
		'/v1/curriculum/observe',
		'/v1/difficulty',
		'/v1/grade',
		'/v1/jobs',
		'/v1/jobs/{id}',
		'/v1/jobs/{id}/events',
		'/v1/jobs/{id}/results',
		'/v1/languages',
		'/v1/live',
		'/v1/live/events',
		'/v1/problems',
		'/v1/problems/{id}',
		'/v1/problems/{id}/difficulty',
		'/v1/problems/{id}/samples',
		'/v1/rewards',
		'/v1/snapshots',
		'/v1/submissions',
		'/v1/submissions/{id}',
		'/v1/submissions/{id}/outputs',
	]);
	const grade = document.paths['/v1/grade'].post;
	expect(Object.keys(grade.requestBody.content['application/json'].schema.properties)).toContain('problem_id');
	expect(Object.keys(grade.responses['200'].content)).toEqual(['application/json', 'application/x-ndjson']);
});

it('serves a docs page that needs nothing from elsewhere', async () => {
	await using test = await testServer();
	const page = await test.app.inject({ url: '/docs/' });
	expect(page.body).not.toMatch(/(?:src|href|from|import)\s*=?\s*["'(]?\s*(?:https?:)?\/\//);
	expect(page.body).toContain('src="js/scalar.js"');
	expect(page.headers['content-security-policy']).toMatch(/default-src 'self'/);
	expect(page.headers['content-security-policy']).not.toMatch(/https?:/);
	const script = await test.app.inject({ url: '/docs/js/scalar.js' });
	expect(script.headers['content-type']).toContain('javascript');
	expect(script.body.length).toBeGreaterThan(1_000_000);
});

it('sends the dashboard, which browsers keep for as long as it is the same', async () => {
	await using test = await testServer();
	const page = await test.app.inject({ url: '/' });
	expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
	const parts = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
	expect(parts).toHaveLength(3);
	for (const url of parts) {
		const part = await test.app.inject({ url });
		expect([url, part.statusCode, part.headers['cache-control']]).toEqual([url, 200, 'public, max-age=31536000, immutable']);
		const again = await test.app.inject({ url, headers: { 'if-none-match': String(part.headers.etag) } });
		expect([again.statusCode, again.body]).toEqual([304, '']);
	}
	for (const { headers } of [page, await test.app.inject({ url: parts[0] ?? '' })]) {
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
		expect(headers['content-security-policy']).not.toMatch(/unsafe|data:|http/);
	}
	expect((await test.app.inject({ url: '/assets/nothing.js' })).json()).toMatchObject({ status: 404, code: 'not_found' });
	expect((await test.app.inject({ url: '/assets/..%2findex.html' })).statusCode).toBe(404);
});

it('says what to do where the dashboard was not built', async () => {
	await using folder = await temporaryFolder();
	const app = Fastify();
	await app.register(dashboardRoutes(folder.path));
	expect((await app.inject('/')).body).toContain('deploy/setup.sh');
});

it('refers to nothing in its OpenAPI document that is not there', async () => {
	await using test = await testServer();
	const text = (await test.app.inject({ url: '/openapi.json' })).body;
	const { components } = JSON.parse(text);
	const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
	expect(named.length).toBeGreaterThan(0);
	for (const name of named) expect(components.schemas).toHaveProperty([name]);
});
