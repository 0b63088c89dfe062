import type { FastifyPluginAsync } from 'fastify';

const links: readonly (readonly [string, string])[] = [
	['/docs', 'API reference'],
	['/openapi.json', 'OpenAPI document'],
	['/v1/languages', 'Languages'],
	['/v1/problems', 'Problems'],
	['/metrics', 'Metrics'],
	['/healthz', 'Alive'],
	['/readyz', 'Ready'],
];

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Assay</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style></head>
<body><h1>Assay</h1><p>Runs candidate programs against test suites and says exactly which tests they pass.</p>
<ul>${links.map(([path, title]) => `<li><a href="${path}">${title}</a> <code>${path}</code></li>`).join('')}</ul></body>
</html>
`;

/** `/`: a plain page that says where things are. */
export function homeRoutes(): FastifyPluginAsync {
	return async (app) => {
		app.get('/', { config: { public: true }, schema: { hide: true } }, async (_request, reply) => {
			reply.type('text/html; charset=utf-8').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
			return page;
		});
	};
}
