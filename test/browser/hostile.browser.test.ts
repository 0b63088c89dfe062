import { expect, it } from 'vitest';
import { expectAccessible } from '../support/browser.ts';
import { dashboardOfFile, openDashboard, sumProblem } from '../support/dashboard.ts';

const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';
const id = `${attack} ../../?#&%2F 😀`;

const dashboard = dashboardOfFile('TrustedScriptURL');

it('shows markup in ids, titles, programs, outputs and messages as the text that it is', async () => {
	const { assay, browser, server } = dashboard();
	const tests = [{ id: attack, kind: 'stdio' as const, input: attack, output: attack }];
	await assay.upload([sumProblem({ id, title: attack, tests })]);
	const code = `import sys\n# ${attack}\nprint(${JSON.stringify(`${attack}!`)})\nsys.stderr.write(${JSON.stringify(attack)})\n`;
	for await (const _line of assay.rewards({
		scheme: 'strict',
		observe: true,
		policy: attack,
		items: [{ problem_id: id, language: 'python', code }],
	}));
	const page = await browser.open(`${server.url}/#/problems`);
	await page.getByRole('region', { name: 'Problems' }).getByRole('link').click();
	await page.getByRole('heading', { level: 1, name: id }).waitFor();
	await page.getByRole('region', { name: 'Pass rates' }).getByRole('columnheader', { name: attack }).waitFor();
	await page.getByRole('region', { name: 'Table of samples' }).getByRole('link').first().click();
	await page.getByRole('region', { name: 'The program' }).getByText(`# ${attack}`).waitFor();
	await page.getByRole('button', { name: /^Compare the outputs/ }).click();
	await page.getByRole('region', { name: 'Expected and got' }).getByText(`${attack}!`).waitFor();
	await page.getByRole('link', { name: id }).click();
	await page.getByRole('link', { name: 'Try a program on it' }).click();
	await page.getByRole('textbox', { name: 'Program' }).fill(`int(${JSON.stringify(attack)})`);
	await page.getByRole('button', { name: 'Run' }).click();
	await page.getByText('0 of 1 tests passed').waitFor();
	expect(await page.evaluate('window.attacked')).toBeUndefined();
	expect(await page.locator('img, main script').count()).toBe(0);
	await expectAccessible(page);
});

it('runs no script of its page but its own, not even one that gets into it', async () => {
	const page = await dashboard().browser.open(dashboard().server.url);
	await page.getByRole('heading', { level: 1 }).waitFor();
	const refused = await page
		.evaluate(`new Promise((resolve) => {
		addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
		const script = document.createElement('script');
		script.src = 'data:text/javascript,window.attacked=1';
		document.body.append(script);
	})`)
		.catch((error: unknown) => String(error));
	expect(refused).toMatch(/script/i);
	expect(await page.evaluate('window.attacked')).toBeUndefined();
	const { headers } = await fetch(dashboard().server.url);
	expect(headers.get('content-security-policy')).not.toMatch(/unsafe|data:|https?:/);
});

it('asks nobody but its own server for anything', async () => {
	const page = await dashboard().browser.open('about:blank');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).origin));
	await page.goto(dashboard().server.url);
	for (const place of ['Problems', 'Submissions', 'Jobs', 'Try it']) await page.getByRole('link', { name: place, exact: true }).click();
	await page.getByRole('heading', { level: 1, name: 'Try it' }).waitFor();
	expect(new Set(asked)).toEqual(new Set([dashboard().server.url]));
	expect(asked.length).toBeGreaterThan(5);
});

it('scrolls through ten thousand problems without a stop, and finds one of them', async () => {
	const { assay, browser, server } = dashboard();
	const problems = Array.from({ length: 10_000 }, (_, n) =>
		sumProblem({ id: `set/${String(n).padStart(5, '0')}`, title: `Problem ${n}`, tests: [{ kind: 'stdio', input: '', output: `${n}` }] }),
	);
	await assay.upload(problems);
	const page = await browser.open(`${server.url}/#/problems`);
	const list = page.getByRole('region', { name: 'Problems' });
	await list.getByRole('link').first().waitFor();
	const devTools = await page.context().newCDPSession(page);
	// Processor time of the page's own thread: how busy the machine is does not matter.
	await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
	const workMs = async () => {
		const { metrics } = await devTools.send('Performance.getMetrics');
		return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
	};
	const before = await workMs();
	/** Scrolled by the height of a window at each frame, to the end. */
	const frames = Number(
		await page.evaluate(`(async () => {
			const list = document.querySelector('.long-list');
			const more = () => [...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent.includes('and more'));
			for (let frames = 1, still = 0; ; frames++) {
				const top = list.scrollTop;
				list.scrollTop += list.clientHeight;
				await new Promise(requestAnimationFrame);
				still = list.scrollTop === top && !more() ? still + 1 : 0;
				if (still === 30) return frames;
			}
		})()`),
	);
	const perFrameMs = ((await workMs()) - before) / frames;
	await list.getByRole('link', { name: 'set/09999' }).waitFor();
	expect(await list.getByRole('link').count()).toBeLessThan(100);
	expect(perFrameMs).toBeLessThan(1000 / 60);
	expect(frames).toBeGreaterThan(500);
	await page.getByRole('searchbox').fill('PROBLEM 4711');
	await page.getByText('1 problem', { exact: true }).waitFor();
	await list.getByRole('link').click();
	await page.getByRole('heading', { level: 1, name: 'set/04711' }).waitFor();
	await page.goBack();
	await page.getByRole('searchbox').fill('no such problem');
	await page.getByText('Nothing has "no such problem" in its id or title.').waitFor();
});

it('asks for a key where the server does, and keeps it in the tab', async () => {
	await using guarded = await openDashboard({ settings: { apiKeys: 'secret' } });
	const page = await guarded.browser.open(guarded.server.url);
	await page.getByRole('heading', { level: 1, name: 'API key' }).waitFor();
	await expectAccessible(page);
	await page.getByLabel('Key').fill('wrong');
	await page.getByRole('button', { name: 'Use this key' }).click();
	await page.getByRole('alert').getByText('does not know this key').waitFor();
	await page.getByLabel('Key').fill('secret');
	await page.getByRole('button', { name: 'Use this key' }).click();
	await page.getByText('Nothing was judged yet').waitFor();
	await page.reload();
	await page.getByText('Nothing was judged yet').waitFor();
	expect(await page.evaluate('[sessionStorage.length, localStorage.length, document.cookie]')).toEqual([1, 0, '']);
	await page.getByRole('button', { name: 'Forget the key' }).click();
	await page.getByRole('heading', { level: 1, name: 'API key' }).waitFor();
});
