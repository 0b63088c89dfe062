import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { AssayClient } from '../../clients/typescript/src/index.ts';
import { serverAround } from '../support/app.ts';
import { expectAccessible, picture } from '../support/browser.ts';
import { dashboardOfFile, openDashboard, programs, sumProblem } from '../support/dashboard.ts';
import { openGrader } from '../support/grader.ts';
import { keysFileFor } from '../support/keys.ts';
import { temporaryFolder } from '../support/temporary.ts';

const dashboard = dashboardOfFile();

beforeAll(async () => {
	await dashboard().assay.upload([sumProblem()]);
});

const open = async (place: string) => await dashboard().browser.open(`${dashboard().server.url}/#/${place}`);
const samples = (number: number, code: string) => Array.from({ length: number }, () => ({ problem_id: 'sum', language: 'python', code }));

it('shows a submission test by test, and what it should have written beside what it wrote', async () => {
	const { id = '' } = await dashboard().assay.grade({ problem_id: 'sum', language: 'python', code: programs.small });
	await expect.poll(async () => (await dashboard().assay.submissions()).length).toBe(1);
	const page = await open(`submissions/${id}`);
	const wrong = page.getByRole('row', { name: /plus-500/ });
	await wrong.waitFor();
	expect((await wrong.getByRole('cell').allTextContents()).slice(0, 3)).toEqual([
		'wrong answer',
		expect.stringMatching(/^\d+ ms$/),
		expect.stringMatching(/^[\d.]+ MiB$/),
	]);
	await wrong.getByRole('button', { name: 'Compare the outputs of test plus-500' }).press('Enter');
	const diff = page.getByRole('region', { name: 'Expected and got' });
	await diff.getByText('expected: 1000').waitFor();
	await diff.getByText('got: 0').waitFor();
	await expectAccessible(page);
	await picture(page, 'submission-light');
});

it('shows neither expected outputs nor what quotes them to a key that may only look on', async () => {
	await using folder = await temporaryFolder();
	const { keysFile, keys } = await keysFileFor(folder.path, 'grade', 'view');
	await using guarded = await openDashboard({ settings: { keysFile } });
	const assay = new AssayClient({ url: guarded.server.url, apiKey: keys.grade });
	await assay.upload([sumProblem()]);
	const { id = '' } = await assay.grade({ problem_id: 'sum', language: 'python', code: programs.small });
	await expect.poll(async () => (await assay.submissions()).length).toBe(1);
	const page = await guarded.browser.open(`${guarded.server.url}/#/submissions/${id}`);
	const enter = async (key: string) => {
		await page.getByLabel('Key').fill(key);
		await page.getByRole('button', { name: 'Use this key' }).click();
	};
	await enter(keys.view);
	const wrong = page.getByRole('row', { name: /plus-500/ });
	await wrong.waitFor();
	expect(await wrong.textContent()).not.toContain('expected');
	await wrong.getByRole('button').click();
	await page.getByRole('alert').getByText('This API key is not for that').waitFor();
	expect(await page.textContent('main')).not.toContain('1000');
	await page.getByRole('button', { name: 'Forget the key' }).click();
	await enter(keys.grade);
	await wrong.getByText('expected "1000", got "0"').waitFor();
});

it('follows a job to its labels, and cancels one', async () => {
	const { assay } = dashboard();
	const job = await assay.label({ samples: [...samples(10, programs.right), ...samples(10, programs.small)] });
	const page = await open('jobs');
	await page.getByRole('row', { name: /20 of 20/ }).waitFor();
	await expectAccessible(page);
	await page
		.getByRole('row', { name: /20 of 20/ })
		.getByRole('link')
		.click();
	await page.getByText('done: 20 of 20 samples judged').waitFor();
	expect(page.url()).toContain(job.id);
	await page.getByRole('row', { name: /^sum 20 50\.0 %/ }).waitFor();
	await expectAccessible(page);
	const slow = await assay.label({ samples: Array.from({ length: 50 }, (_, n) => ({ ...samples(1, `# ${n}\nwhile True: pass`)[0] })) });
	await page.goto(`${dashboard().server.url}/#/jobs/${slow.id}`);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await page.getByText(/^cancelled: \d+ of 50 samples judged$/).waitFor();
});

it('survives that the server is started again', async () => {
	await using folder = await temporaryFolder();
	await using engine = await openGrader(1);
	const start = async (port: string) => await serverAround(engine.grader, { settings: { port, dataDir: join(folder.path, 'data') } });
	const first = await start('0');
	const page = await dashboard().browser.open(first.url);
	await page.getByText('Nothing was judged yet').waitFor();
	await first[Symbol.asyncDispose]();
	await page.getByRole('status').filter({ hasText: 'connecting' }).waitFor();
	await using second = await start(new URL(first.url).port);
	await page.getByText('live', { exact: true }).waitFor();
	await new AssayClient({ url: second.url }).grade({ problem: sumProblem(), language: 'python', code: programs.right });
	await page.getByRole('row', { name: /^accepted 1 100 %/ }).waitFor();
});
