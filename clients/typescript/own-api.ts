import { createHash } from 'node:crypto';

interface Operation {
	readonly tags?: readonly string[];
	readonly responses?: Readonly<Record<string, unknown>>;
}
type Route = Readonly<Record<string, Operation>>;

interface OpenApiDocument {
	readonly tags?: readonly { readonly name: string }[];
	readonly components?: { readonly schemas?: object };
	readonly paths: Readonly<Record<string, Route>>;
}

/**
 * The part of the server's document that this client is for. What is declared as a tag is a protocol of another
 * system; and errors are problem details at every route, so they are left at one.
 */
export function ownApi(document: OpenApiDocument): OpenApiDocument {
	const others = new Set((document.tags ?? []).map(({ name }) => name));
	const isOwn = (route: Route) => !Object.values(route).some(({ tags = [] }) => tags.some((tag) => others.has(tag)));
	const paths = Object.entries(document.paths)
		.filter(([, route]) => isOwn(route))
		.map(([path, route]) => [path, path === errorsAt ? route : withoutErrors(route)] as const);
	// Named shapes are those that refer to themselves: any JSON value.
	const schemas = Object.fromEntries(Object.keys(document.components?.schemas ?? {}).map((name) => [name, {}]));
	return { ...document, tags: [], paths: Object.fromEntries(paths), components: { schemas } };
}

const errorsAt = '/v1/problems';

function withoutErrors(route: Route): Route {
	const kept = ({ responses = {}, ...operation }: Operation): Operation => ({
		...operation,
		responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status !== 'default')),
	});
	return Object.fromEntries(Object.entries(route).map(([method, operation]) => [method, kept(operation)]));
}

/** The first line of the types, which says what they were made from. */
export function firstLine({ paths }: OpenApiDocument): string {
	return `// From the OpenAPI document with the digest ${createHash('sha256').update(JSON.stringify(paths)).digest('hex')}.`;
}
