import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../services/store/postgres/store.ts';
import { storeConformance } from '../conformance/store.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
});
afterAll(async () => await postgres[Symbol.asyncDispose]());

storeConformance(
	'the postgres store',
	async () => await openPostgresStore({ url: await postgres.newDatabase(), cacheBytes: 1 << 20, connections: 10 }),
);
