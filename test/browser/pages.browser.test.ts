import { expect, it } from 'vitest';
import { expectAccessible, picture } from '../support/browser.ts';
import { dashboardOfFile, observeSamples, programs, sumProblem } from '../support/dashboard.ts';

const dashboard = dashboardOfFile();

const open = async (place = '', options = {}) => await dashboard().browser.open(`${dashboard().server.url}/#/${place}`, options);
const grade = async (code: string) => await dashboard().assay.grade({ problem: sumProblem(), language: 'python', code });

it('says of a new server that there is nothing yet, on every page', async () => {
	const page = await open();
	await page.getByText('Nothing was judged yet').waitFor();
	for (const [place, words] of [
		['Problems', 'No problem was uploaded yet'],
		['Submissions', 'None yet'],
		['Jobs', 'No job was begun yet'],
	] as const) {
		await page.getByRole('navigation').getByRole('link', { name: place }).click();
		await page.getByText(words).waitFor();
		await page.getByRole('heading', { level: 1, name: place }).waitFor();
		await expectAccessible(page);
	}
});

it('asks once for the problems, and not again when the first event comes', async () => {
	const page = await dashboard().browser.open('about:blank');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await page.goto(`${dashboard().server.url}/#/problems`);
	await page.getByText('No problem was uploaded yet').waitFor();
	await page.getByText('live', { exact: true }).waitFor();
	await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click();
	await page.getByText('No job was begun yet').waitFor();
	expect(asked.filter((path) => path === '/v1/problems')).toHaveLength(1);
});

it('shows what the server does as it does it', async () => {
	const page = await open();
	const judged = page.locator('.tile', { hasText: 'Judged' }).locator('.value');
	await page.getByText('live', { exact: true }).waitFor();
	const before = Number(await judged.textContent());
	await Promise.all([grade(programs.right), grade(programs.small)]);
	await expect.poll(async () => Number(await judged.textContent()), { timeout: 10_000 }).toBe(before + 2);
	await page.getByRole('row', { name: /^wrong answer/ }).waitFor();
	await page.getByRole('img', { name: /^Programs judged a second.*: [1-9]\d* in all/ }).waitFor();
	await page.getByRole('region', { name: 'Table of submissions' }).getByRole('link').nth(1).waitFor();
	await expectAccessible(page);
});

it('shows how hard the tests of a problem are, and what programs would be paid', async () => {
	await observeSamples(dashboard().assay);
	const page = await open('problems');
	await page.getByRole('link', { name: /^sum/ }).click();
	await page.getByRole('heading', { level: 1, name: 'sum' }).waitFor();
	const heat = page.getByRole('region', { name: 'Pass rates by test and policy' });
	await heat.getByText(/^Level 2, weight 0\.\d\d, \d tests?$/).waitFor();
	const lines = heat.getByRole('row', { name: /several-lines/ });
	expect(await lines.getByRole('cell').allTextContents()).toEqual([
		'0 %',
		'66.7 %',
		'33.3 %',
		expect.stringMatching(/ to /),
		'8 of 24',
		'',
	]);
	expect(await page.getByRole('img', { name: /^Tests by pass rate, (all policies|base|tuned)\./ }).count()).toBe(3);
	const samples = page.getByRole('region', { name: 'Table of samples' });
	await expect.poll(async () => await samples.getByRole('row').count(), { timeout: 10_000 }).toBeGreaterThan(4);
	expect(await samples.getByRole('columnheader').allTextContents()).toEqual([
		'judged',
		'verdict',
		'outcomes',
		'strict',
		'soft',
		'all or nothing',
		'fraction',
		'subtasks',
	]);
	const right = samples.getByRole('row', { name: /7 of 7 tests passed/ }).first();
	expect((await right.getByRole('cell').allTextContents()).slice(3)).toEqual(['1.00', '1.00', '1.00', '1.00', '–']);
	await expectAccessible(page);
	await page.getByRole('combobox', { name: 'Levels by' }).selectOption('kmeans');
	await heat.getByText(/^Level 3/).waitFor();
});

it('runs a program that is typed in on a stored problem, by keyboard alone', async () => {
	await dashboard().assay.upload([sumProblem()]);
	const page = await open('problems/sum');
	await page.getByRole('link', { name: 'Try a program on it' }).press('Enter');
	expect(
		await page
			.getByRole('textbox', { name: 'Problem' })
			.or(page.getByRole('combobox', { name: 'Problem' }))
			.inputValue(),
	).toBe('sum');
	await page.getByRole('textbox', { name: 'Program' }).fill(programs.oneLine);
	await page.getByRole('textbox', { name: 'Program' }).press('Control+Enter');
	await page.getByText('6 of 7 tests passed').waitFor();
	const tests = page.getByRole('region', { name: 'Table of tests' });
	expect(await tests.getByRole('row', { name: /several-lines/ }).textContent()).toContain('wrong answer');
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Look at it as a submission' }).press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Submission' }).waitFor();
	await page.getByText(programs.oneLine.trim()).waitFor();
	await page.getByRole('link', { name: 'Change and run it' }).press('Enter');
	await expect.poll(async () => await page.getByRole('textbox', { name: 'Program' }).inputValue()).toBe(programs.oneLine);
});

it('runs a program on a test of one’s own, and stops one that takes too long', async () => {
	const page = await open('try');
	await page.getByRole('textbox', { name: 'Input' }).fill('2 3\n');
	await page.getByRole('textbox', { name: 'Expected output' }).fill('5\n');
	await page.getByRole('textbox', { name: 'Program' }).fill('print(4)');
	await page.getByRole('button', { name: 'Run' }).click();
	await page.getByText('0 of 1 tests passed').waitFor();
	await page.getByText('line 1: expected "5", got "4"').waitFor();
	await page.getByRole('textbox', { name: 'Program' }).fill('while True: pass');
	await page.getByRole('button', { name: 'Run' }).click();
	await page.getByRole('button', { name: 'Stop' }).click();
	await page.getByText('it was stopped').waitFor();
});

it('says what went wrong, in the server’s words', async () => {
	const page = await open('problems/not-there');
	await page.getByRole('alert').getByText('no problem "not-there"').first().waitFor();
	await expectAccessible(page);
	await page.goto(`${dashboard().server.url}/#/nowhere/at/all`);
	await page.getByText('This address leads nowhere.').waitFor();
	await page.goto(`${dashboard().server.url}/#/try/not-there`);
	await page.getByRole('textbox', { name: 'Program' }).fill(programs.right);
	await page.getByRole('button', { name: 'Run' }).click();
	await page.getByRole('alert').getByText('no problem "not-there"').waitFor();
});

it.each(['light', 'dark'] as const)('can be read in a %s window, wide and narrow', async (colorScheme) => {
	await observeSamples(dashboard().assay);
	for (const [name, viewport] of [
		['', { width: 1280, height: 900 }],
		['-narrow', { width: 390, height: 844 }],
	] as const) {
		const page = await open('', { colorScheme, viewport });
		await page.getByText('live', { exact: true }).waitFor();
		for (const [place, picked, ready] of [
			['', 'overview', page.getByRole('region', { name: 'Table of submissions' })],
			['problems', 'problems', page.getByRole('region', { name: 'Problems' })],
			['problems/sum', 'problems-sum', page.getByRole('region', { name: 'Pass rates by test and policy' })],
			['submissions', 'submissions', page.getByRole('region', { name: 'Table of submissions' })],
			['jobs', 'jobs', page.getByRole('heading', { level: 1, name: 'Jobs' })],
			['try', 'try', page.getByRole('textbox', { name: 'Program' })],
		] as const) {
			await page.goto(`${dashboard().server.url}/#/${place}`);
			await ready.waitFor();
			await expectAccessible(page);
			expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), place).toBe(true);
			await picture(page, `${picked}-${colorScheme}${name}`);
		}
		await page.context().close();
	}
});
