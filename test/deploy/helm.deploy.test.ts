import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { namesIn } from './promql.ts';
import { tool, toolsFolder } from './tools.ts';

const chart = 'deploy/helm/assay';
const secrets = { 'secrets.redisUrl': 'redis://r:6379', 'secrets.store': 'postgres://a:b@c/d', 'secrets.apiKeys': 'k' };
type Values = Readonly<Record<string, string>>;
const flags = (values: Values) => [
	...['--kube-version', '1.33.0'],
	...Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
];

const Manifest = z.looseObject({
	apiVersion: z.string(),
	kind: z.string(),
	metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
});
type Manifest = z.infer<typeof Manifest>;

function render(values: Values): Manifest[] {
	const text = tool('helm', ['template', 'here', chart, ...flags({ ...secrets, ...values })]);
	return parseAllDocuments(text).map((document) => Manifest.parse(document.toJS()));
}

const Pods = z.object({
	spec: z.object({
		selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
		template: z.object({
			metadata: z.object({ labels: z.record(z.string(), z.string()) }),
			spec: z.looseObject({
				securityContext: z.looseObject({ runAsNonRoot: z.boolean().optional() }).optional(),
				runtimeClassName: z.string().optional(),
				containers: z.array(z.looseObject({ securityContext: z.looseObject({}), env: z.array(z.looseObject({ name: z.string() })) })),
			}),
		}),
	}),
});
function podsOf(manifests: readonly Manifest[], name: string) {
	const found = manifests.find(({ kind, metadata }) => ['Deployment', 'DaemonSet'].includes(kind) && metadata.name === name);
	return { kind: found?.kind, ...Pods.parse(found).spec };
}

/** Throws where the API of Kubernetes, or of KEDA, would refuse a manifest. */
async function validate({ apiVersion, kind, ...rest }: Manifest): Promise<void> {
	const models = join(toolsFolder, 'kubernetes-models/node_modules');
	const from = apiVersion.startsWith('keda.sh/') ? '@kubernetes-models/keda' : 'kubernetes-models';
	const { [kind]: Model } = await import(join(models, from, apiVersion, `${kind}.js`));
	new Model({ apiVersion, kind, ...rest }).validate();
}

const variants: Readonly<Record<string, Values>> = {
	'as it is': {},
	'with secrets of one’s own': { 'secrets.existing': 'mine' },
	'with a worker on every node, in gVisor': {
		...{ 'worker.kind': 'DaemonSet', 'worker.runtimeClass.name': 'gvisor', 'worker.runtimeClass.create': 'true' },
	},
	'with workers by the queue': { 'worker.autoscaling.enabled': 'true' },
	'open to some alone, with traces': {
		...{ 'networkPolicies.clients[0].podSelector.matchLabels.app': 'trainer' },
		...{ 'networkPolicies.scrapers[0].namespaceSelector.matchLabels.name': 'monitoring' },
		...{ 'networkPolicies.redis.peers[0].ipBlock.cidr': '10.0.0.0/8' },
		...{ 'networkPolicies.collector.port': '4318', 'settings.ASSAY_OTLP_ENDPOINT': 'http://collector:4318' },
	},
};

describe.each(Object.entries(variants))('The chart, %s', (_, values) => {
	it('passes lint', () =>
		expect(tool('helm', ['lint', chart, '--strict', ...flags({ ...secrets, ...values })])).toContain('0 chart(s) failed'));

	it('has what the API of Kubernetes asks for, of the types that it takes', async () => {
		const manifests = render(values);
		expect(manifests.length).toBeGreaterThan(5);
		for (const manifest of manifests)
			await expect(validate(manifest), `${manifest.kind} ${manifest.metadata.name}`).resolves.toBeUndefined();
	});

	it('selects the pods that it makes', () => {
		for (const name of ['here-api', 'here-worker']) {
			const { selector, template } = podsOf(render(values), name);
			expect(template.metadata.labels).toMatchObject(selector.matchLabels);
		}
	});
});

it('What a manifest of another shape would be is refused by the schemas', async () => {
	const [first] = render({}).filter(({ kind }) => kind === 'Deployment');
	await expect(validate({ ...first, spec: { replicas: 'two' } } as Manifest)).rejects.toThrow(/replicas|selector/);
});

it('The pods that answer requests have no rights', () => {
	const { spec } = podsOf(render({}), 'here-api').template;
	expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, runAsUser: 10001 } });
	expect(spec.containers.map(({ securityContext }) => securityContext)).toEqual([
		{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
	]);
});

it('Workers know Redis, and neither the database nor keys', () => {
	const { spec } = podsOf(render({}), 'here-worker').template;
	expect(spec.containers[0]?.env.map(({ name }) => name)).toEqual(['ASSAY_REDIS_URL', 'ASSAY_SHUTDOWN_GRACE_MS', 'ASSAY_SLOTS']);
	expect(spec.containers[0]?.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
	expect(spec).toMatchObject({ automountServiceAccountToken: false });
});

it('Secrets are in no manifest where there is a Secret already', () => {
	expect(JSON.stringify(render({ 'secrets.existing': 'mine' }).filter(({ kind }) => kind === 'Secret'))).toBe('[]');
});

it('Workers are as many as the queue has programs for, asked of what Assay exports', () => {
	const manifests = render({ 'worker.autoscaling.enabled': 'true' });
	const scaled = z
		.object({ spec: z.object({ triggers: z.array(z.object({ metadata: z.object({ query: z.string() }) })) }) })
		.parse(manifests.find(({ kind }) => kind === 'ScaledObject'));
	expect(namesIn(scaled.spec.triggers[0]?.metadata.query ?? '').metrics).toEqual(['assay_queue_waiting', 'assay_queue_running']);
	expect(manifests.find(({ metadata, kind }) => kind === 'Deployment' && metadata.name === 'here-worker')).not.toHaveProperty(
		'spec.replicas',
	);
});

describe('Values that make no sense are refused', () => {
	it.each([
		['worker.kind', 'StatefulSet', /worker.*kind|kind/],
		['worker.slots', '0', /slots/],
		['settings.DEBUG', '1', /settings|DEBUG/],
		['api.replica', '3', /replica/],
		['secrets.store', 'mysql://x', /store/],
	])('%s=%s', (name, value, words) => expect(() => render({ [name]: value })).toThrow(words));
	it('no way to Redis', () => expect(() => render({ 'secrets.redisUrl': '' })).toThrow(/secrets\.redisUrl, or secrets\.existing/));
});
