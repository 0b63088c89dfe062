import type { Socket } from 'node:net';
import { describeProblem, problemMediaType } from '../contract/problem-details.ts';
import { AssayError } from '../errors.ts';

/** Answers what came on a connection and is no request that a route could get; then the connection is closed. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
	if (error.code === 'ECONNRESET' || !socket.writable) {
		socket.destroy();
		return;
	}
	const problem = describeProblem(toAssayError(error.code));
	const body = JSON.stringify(problem);
	const head = [
		`HTTP/1.1 ${problem.status} ${problem.title}`,
		`content-type: ${problemMediaType}`,
		`content-length: ${Buffer.byteLength(body)}`,
		'connection: close',
	];
	socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function toAssayError(code: string | undefined): AssayError {
	switch (code) {
		case 'HPE_HEADER_OVERFLOW':
			return new AssayError('headers_too_large', 'the request line and the headers are too long');
		case 'ERR_HTTP_REQUEST_TIMEOUT':
			return new AssayError('request_timeout', 'the request did not arrive in time');
		default:
			return new AssayError('invalid_request', 'this is not a request of HTTP');
	}
}
