import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that is removed when it is disposed. */
export async function temporaryFolder(): Promise<{ readonly path: string; file(name: string): string } & AsyncDisposable> {
	const path = await mkdtemp(join(tmpdir(), 'assay-test-'));
	return {
		path,
		file: (name) => join(path, name),
		[Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }),
	};
}
