/** The lines of a body as they come, without their ends; an unfinished last line is one, too. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
	const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
	let rest = '';
	try {
		for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
			const lines = (rest + chunk.value).split('\n');
			rest = lines.pop() ?? '';
			yield* lines;
		}
		if (rest !== '') yield rest;
	} finally {
		await reader.cancel().catch(() => undefined); // who stops reading lets the connection go
	}
}

/** The values of an NDJSON body. */
export async function* ndjsonOf<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
	for await (const line of linesOf(body)) if (line.trim() !== '') yield JSON.parse(line) as T;
}

export interface ServerEvent {
	readonly event: string;
	readonly data: string;
}

/** The server-sent events of a body; comments, ids and other fields are left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
	let event = 'message';
	let data: string[] = [];
	for await (const line of linesOf(body)) {
		const [, field, value] = /^(event|data): ?(.*?)\r?$/.exec(line) ?? [];
		if (field === 'event') event = value ?? '';
		else if (field === 'data') data.push(value ?? '');
		else if (line.trim() === '' && data.length > 0) {
			yield { event, data: data.join('\n') };
			[event, data] = ['message', []];
		}
	}
}
