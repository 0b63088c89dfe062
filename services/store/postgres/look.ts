import { z } from 'zod';
import type { StoreState } from '../open.ts';
import { openConnections } from './connections.ts';
import { unavailable } from './failures.ts';
import { newestSchema, readSchema } from './migrations.ts';

const timeoutMs = 5_000;
const Version = z.tuple([z.object({ server_version: z.string() })]);

/** Whether the database answers and how far its schema is. */
export async function lookAtPostgres(url: string): Promise<StoreState> {
	const { where, takeApart } = openConnections(url, 1);
	try {
		const client = await takeApart(timeoutMs);
		try {
			const [{ server_version }] = Version.parse((await client.query('SHOW server_version')).rows);
			const schema = await readSchema(client);
			return { where, answers: schema <= newestSchema, detail: `PostgreSQL ${server_version}, schema ${schema} of ${newestSchema}` };
		} finally {
			await client.end();
		}
	} catch (error) {
		return { where, answers: false, detail: unavailable(where, error).message };
	}
}
