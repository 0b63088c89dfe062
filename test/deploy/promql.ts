import { parser } from '@prometheus-io/lezer-promql';

/** What a query asks for. Throws where it is no PromQL. */
export function namesIn(query: string): { readonly metrics: string[]; readonly labels: string[] } {
	// What Grafana puts in before it asks.
	const text = query.replaceAll('$__rate_interval', '5m').replaceAll(/\$\w+/g, 'x');
	const metrics: string[] = [];
	const labels: string[] = [];
	parser.parse(text).iterate({
		enter: ({ type, from, to }) => {
			if (type.isError) throw new Error(`no PromQL at ${from}: ${query}`);
			const name = text.slice(from, to);
			if (type.name === 'VectorSelector') metrics.push(/^\w+/.exec(name)?.[0] ?? '');
			if (type.name === 'LabelName') labels.push(name);
		},
	});
	return { metrics, labels };
}
