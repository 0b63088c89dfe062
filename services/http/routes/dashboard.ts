import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { AssayError } from '../../errors.ts';

/** Where `deploy/setup.sh` puts what Vite makes of `dashboard/`. */
const builtFolder = join(import.meta.dirname, '../../../build/dashboard');

/** Nothing inline and nothing from elsewhere, and texts are never taken for markup: what is shown may be hostile. */
const contentPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

interface Asset {
	readonly body: Buffer;
	readonly type: string;
	readonly etag: string;
}

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
};

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Assay</title></head>
<body><h1>Assay</h1><p>The dashboard was not built: <code>deploy/setup.sh</code> does that, and then the server has to be started again.</p>
<p><a href="/docs">API reference</a></p></body></html>
`;

/** `/`: the dashboard, a page and its assets, which are read once. What it shows it asks the API for, as every client does. */
export function dashboardRoutes(folder = builtFolder): FastifyPluginAsync {
	return async (app) => {
		const open = { config: { public: true }, schema: { hide: true }, logLevel: 'warn' } as const;
		const page = (await readAssets(folder)).get('index.html') ?? assetOf('index.html', Buffer.from(notBuilt));
		const assets = await readAssets(join(folder, 'assets'));
		app.get('/', open, async (request, reply) => send(request, reply, page, 'no-cache'));
		// Their names hold a digest of what is in them.
		app.get<{ Params: { name: string } }>('/assets/:name', open, async (request, reply) => {
			const asset = assets.get(request.params.name);
			if (asset === undefined) throw new AssayError('not_found', 'the dashboard has no such part');
			return send(request, reply, asset, 'public, max-age=31536000, immutable');
		});
	};
}

function send(request: FastifyRequest, reply: FastifyReply, { body, type, etag }: Asset, caching: string): FastifyReply {
	reply.headers({
		etag,
		'cache-control': caching,
		'content-security-policy': contentPolicy,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
	});
	if (request.headers['if-none-match'] === etag) return reply.code(304).send();
	return reply.type(type).send(body);
}

/** The files of a folder by name; none where there is no such folder. */
async function readAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
	return new Map(await Promise.all(files.map(async (name) => [name, assetOf(name, await readFile(join(folder, name)))] as const)));
}

function assetOf(name: string, body: Buffer): Asset {
	const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
	return { body, etag, type: types[extname(name)] ?? 'application/octet-stream' };
}
