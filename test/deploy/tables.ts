import { ConfigSchema, environmentName } from '../../services/config.ts';

/** The tables of docs/operations.md, as the code has them. */

export interface ExportedMetric {
	readonly name: string;
	readonly help: string;
	readonly type: string;
	/** Those that its series have. */
	readonly labels: ReadonlySet<string>;
}

/** Reads what `/metrics` prints. */
export function readMetrics(text: string): ReadonlyMap<string, ExportedMetric> {
	const metrics = new Map<string, ExportedMetric & { readonly labels: Set<string> }>();
	const helps = new Map<string, string>();
	for (const line of text.split('\n')) {
		const [, kind = '', name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
		if (kind === 'HELP') helps.set(name, rest);
		if (kind === 'TYPE') metrics.set(name, { name, help: helps.get(name) ?? '', type: rest, labels: new Set() });
		const [, series = '', labels = ''] = /^([a-z]\w*)\{(.*)\}/i.exec(line) ?? [];
		const metric = metrics.get(series) ?? metrics.get(series.replace(/_(bucket|sum|count)$/, ''));
		for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) if (label !== 'le') metric?.labels.add(label);
	}
	return metrics;
}

/** The names that a query may ask for. */
export const seriesOf = ({ name, type }: ExportedMetric): string[] =>
	type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];

/** Defaults that depend on the machine are in the words of the setting. */
export function settingsTable(): string {
	const defaults: Readonly<Record<string, unknown>> = ConfigSchema.parse({});
	const rows = Object.entries(ConfigSchema.shape).map(([setting, { description = '' }]) => {
		const value = description.includes('default:') || Array.isArray(defaults[setting]) ? undefined : defaults[setting];
		return `| \`${environmentName(setting)}\` | ${value === undefined ? '' : `\`${value}\``} | ${description.replaceAll('|', '\\|')} |`;
	});
	return ['| setting | default | |', '|---|---|---|', ...rows].join('\n');
}

/** Of each role what it prints; a metric of all of them is of every role. */
export function metricsTable(roles: Readonly<Record<'all' | 'api' | 'worker', ReadonlyMap<string, ExportedMetric>>>): string {
	const { all, api, worker } = roles;
	const own = [...new Map([...api, ...worker]).values()].filter(({ name }) => name.startsWith('assay_'));
	const rows = own.map(({ name, help, type }) => {
		const labels = new Set([api, worker, all].flatMap((metrics) => [...(metrics.get(name)?.labels ?? [])]));
		const side = api.has(name) ? (worker.has(name) ? 'every' : 'api') : 'worker';
		return `| \`${name}\` | ${type} | ${[...labels].join(', ')} | ${all.has(name) ? side : api.has(name) ? 'fleet' : 'fleet worker'} | ${help} |`;
	});
	return ['| metric | type | labels | role | |', '|---|---|---|---|---|', ...rows].join('\n');
}
