import { createHash } from 'node:crypto';

type Route = Readonly<Record<string, { readonly tags?: readonly string[] }>>;

interface OpenApiDocument {
	readonly tags?: readonly { readonly name: string }[];
	readonly components?: { readonly schemas?: object };
	readonly paths: Readonly<Record<string, Route>>;
}

/** The part of the server's document that this client is for. What is declared as a tag is a protocol of another system. */
export function ownApi(document: OpenApiDocument): OpenApiDocument {
	const others = new Set((document.tags ?? []).map(({ name }) => name));
	const isOwn = (route: Route) => !Object.values(route).some(({ tags = [] }) => tags.some((tag) => others.has(tag)));
	const paths = Object.entries(document.paths).filter(([, route]) => isOwn(route));
	// Named shapes are those that refer to themselves: any JSON value.
	const schemas = Object.fromEntries(Object.keys(document.components?.schemas ?? {}).map((name) => [name, {}]));
	return { ...document, tags: [], paths: Object.fromEntries(paths), components: { schemas } };
}

/** The first line of the types, which says what they were made from. */
export function firstLine({ paths }: OpenApiDocument): string {
	return `// From the OpenAPI document with the digest ${createHash('sha256').update(JSON.stringify(paths)).digest('hex')}.`;
}
