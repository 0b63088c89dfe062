import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server of this machine on which connections can be lost. */
export interface TestProxy extends AsyncDisposable {
	readonly port: number;
	/** The next connection that sends these words is cut: before the server has them, or after, when it answers. */
	cutAt(words: string, when: 'before' | 'after'): void;
	/** Connections that were cut by that. */
	readonly cut: () => number;
	/** From now on nothing arrives any more, on either side. */
	silence(): void;
	/** Nothing arrives any more on the connections that there are, of which nobody is told; new ones work. As a firewall that has forgotten them. */
	forget(): void;
}

export async function startProxy(to: number): Promise<TestProxy> {
	const sockets = new Set<Socket>();
	const forgotten = new WeakSet<Socket>();
	let wanted: { readonly words: string; readonly when: 'before' | 'after' } | undefined;
	let silent = false;
	let cuts = 0;
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined); // is told to the other side by the end
		socket.on('close', () => sockets.delete(socket));
	};
	const server = createServer((client) => {
		const upstream = connect(to, '127.0.0.1');
		let isLast = false;
		const cut = () => {
			cuts++;
			client.destroy();
			upstream.destroy();
		};
		for (const socket of [client, upstream]) keep(socket);
		client.on('data', (data) => {
			if (silent || forgotten.has(client)) return;
			if (wanted !== undefined && data.includes(wanted.words)) {
				const { when } = wanted;
				wanted = undefined;
				if (when === 'before') return cut();
				isLast = true;
			}
			upstream.write(data);
		});
		upstream.on('data', (data) => {
			if (isLast) cut();
			else if (!silent && !forgotten.has(client)) client.write(data);
		});
		client.on('close', () => upstream.destroy());
		upstream.on('close', () => forgotten.has(client) || client.destroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		port: address.port,
		cutAt: (words, when) => {
			wanted = { words, when };
		},
		cut: () => cuts,
		silence: () => {
			silent = true;
		},
		forget: () => {
			for (const socket of sockets) forgotten.add(socket);
		},
		[Symbol.asyncDispose]: async () => {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}
