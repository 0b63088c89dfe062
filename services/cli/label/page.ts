import type { LabelLine, TestLabel } from '../../contract/labels.ts';
import { binName, histogram } from '../../difficulty/histogram.ts';

const [width, height, gap] = [460, 150, 4];
const colours = ['#2a9d8f', '#e9c46a', '#e76f51', '#9d4edd', '#577590'];

/** Text made safe between tags and in attributes: ids come from data sets. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const percent = (rate: number | null): string => (rate === null ? '-' : `${(100 * rate).toFixed(1)} %`);

/**
 * A page of its own, without scripts and without a server: the histogram of all tests'
 * pass rates for each policy (figure 5 of the MiMo-7B report), and for each problem
 * its tests with their levels.
 */
export function reportPage(labels: readonly LabelLine[]): string {
	const tests = labels.flatMap((label) => label.tests);
	const policies = [...new Set(tests.flatMap((test) => Object.keys(test.by_policy)))].sort();
	const ofPolicy = (policy: string) => tests.flatMap((test) => test.by_policy[policy]?.pass_rate ?? []);
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pass rates of ${labels.length} problems</title>
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;margin:.5rem 0}td,th{padding:.1rem .7rem .1rem 0;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}
summary{cursor:pointer;padding:.2rem 0}figure{display:inline-block;margin:.5rem 1.5rem .5rem 0}figcaption{font-weight:600}svg text{font-size:11px;fill:currentColor}
</style></head><body>
<h1>Pass rates</h1>
<p>${labels.length} problems, ${tests.length} tests, ${labels.reduce((sum, { samples }) => sum + samples, 0)} samples. A low pass rate is a hard test; level 1 is the easiest.</p>
${figure(
	'All policies',
	tests.flatMap(({ pass_rate }) => pass_rate ?? []),
)}
${policies.length > 1 ? policies.map((policy) => figure(policy, ofPolicy(policy))).join('\n') : ''}
<h2>Problems</h2>
${labels.map(section).join('\n')}
</body></html>
`;
}

function section(label: LabelLine): string {
	const flags = label.flags.length > 0 ? ` · ${label.flags.join(', ')}` : '';
	const levels = label.cold ? 'too few samples for levels' : `${label.levels.length} levels`;
	return `<details><summary>${safe(label.problem_id)} · ${percent(label.pass_rate)} of ${label.samples} samples solve it · ${levels}${flags}</summary>
${figure(
	'Tests by pass rate',
	label.tests.flatMap(({ pass_rate }) => pass_rate ?? []),
)}
<table><thead><tr><th>test</th><th>level</th><th>pass rate</th><th>95 % interval</th><th>passed</th><th>flags</th></tr></thead><tbody>
${label.tests.map(row).join('\n')}
</tbody></table></details>`;
}

function row({ id, level, pass_rate, low, high, passed, judged, flags }: TestLabel): string {
	const colour = colours[(level - 1) % colours.length];
	return `<tr><td>${safe(id)}</td><td style="color:${colour}">${level}</td><td class="n">${percent(pass_rate)}</td><td class="n">${percent(low)} to ${percent(high)}</td><td class="n">${passed} of ${judged}</td><td>${flags.join(', ')}</td></tr>`;
}

/** Ten bars; a screen reader hears the counts. */
function figure(title: string, passRates: readonly number[]): string {
	const bins = histogram(passRates);
	const most = Math.max(1, ...bins);
	const step = width / bins.length;
	const said = bins.map((count, bin) => `${binName(bin)}: ${count}`).join(', ');
	const bars = bins.map((count, bin) => {
		const tall = (count / most) * (height - 34);
		const colour = bin >= 7 ? colours[0] : bin >= 3 ? colours[1] : colours[2];
		const [x, y] = [bin * step + gap / 2, height - 18 - tall];
		const number = count === 0 ? '' : `<text x="${x + (step - gap) / 2}" y="${y - 3}" text-anchor="middle">${count}</text>`;
		return `<rect x="${x}" y="${y}" width="${step - gap}" height="${tall}" fill="${colour}"/>${number}<text x="${x}" y="${height - 4}">${(bin / 10).toFixed(1)}</text>`;
	});
	return `<figure><figcaption>${safe(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${safe(`${title}: tests by pass rate. ${said}`)}">${bars.join('')}</svg></figure>`;
}
