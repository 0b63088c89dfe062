import { type FileHandle, open } from 'node:fs/promises';
import { BatchLine } from '../../contract/batch.ts';
import { AssayError } from '../../errors.ts';
import { isBlank, readLines } from '../line-reader.ts';

/** The results of a batch, on disk as each sample is done. */
export interface ResultsFile extends AsyncDisposable {
	/** Verdicts that an earlier run left there, by sample identity. */
	readonly earlier: ReadonlyMap<string, EarlierResult>;
	append(line: BatchLine): Promise<void>;
}

export type EarlierResult = Pick<BatchLine, 'verdict' | 'status' | 'reward'>;

/** Opens the file to go on where it stops: complete lines are kept, a half-written last line is dropped. */
export async function openResults(file: string, resume: boolean): Promise<ResultsFile> {
	const handle = await open(file, resume ? 'a+' : 'w');
	try {
		const { earlier, end } = resume ? await readEarlier(file) : { earlier: new Map<string, EarlierResult>(), end: 0 };
		await handle.truncate(end);
		return new AppendedFile(handle, earlier);
	} catch (error) {
		await handle.close();
		throw error;
	}
}

class AppendedFile implements ResultsFile {
	readonly earlier: ReadonlyMap<string, EarlierResult>;
	readonly #handle: FileHandle;
	#last: Promise<unknown> = Promise.resolve();

	constructor(handle: FileHandle, earlier: ReadonlyMap<string, EarlierResult>) {
		this.#handle = handle;
		this.earlier = earlier;
	}

	async append(line: BatchLine): Promise<void> {
		this.#last = this.#last.then(() => this.#handle.appendFile(`${JSON.stringify(line)}\n`));
		await this.#last;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#last.catch(() => {});
		await this.#handle.close();
	}
}

async function readEarlier(file: string): Promise<{ earlier: ReadonlyMap<string, EarlierResult>; end: number }> {
	const earlier = new Map<string, EarlierResult>();
	let end = 0;
	for await (const line of readLines(file)) {
		if (!line.complete) break;
		end = line.end;
		if (isBlank(line)) continue;
		const { id, verdict, status, reward } = parseEarlier(file, line.number, line.bytes);
		earlier.set(id, { verdict, status, ...(reward === undefined ? {} : { reward }) });
	}
	return { earlier, end };
}

/** A complete line that is not ours means that the file is not ours to append to. */
function parseEarlier(file: string, number: number, bytes: Buffer): BatchLine {
	try {
		return BatchLine.parse(JSON.parse(bytes.toString('utf8')));
	} catch (cause) {
		throw new AssayError('invalid_request', `${file}:${number}: not a results line of an earlier run`, {
			cause,
			hint: 'Name another file with --out, or write it anew with --no-resume.',
		});
	}
}
