import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeProblem, problemMediaType } from '../../contract/problem-details.ts';
import { AssayError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import { ClientGone } from '../client-gone.ts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Of the error that it was answered with. */
		errorCode: ErrorCode | undefined;
	}
}

/** Every error leaves as RFC 9457 problem details; faults of ours are logged, and their text stays here. */
export function errorsPlugin(app: FastifyInstance): void {
	app.decorateRequest('errorCode', undefined);
	app.setErrorHandler<FastifyError>((error, request, reply) => {
		sendProblem(reply, request, toAssayError(error, request));
	});
}

/** Answers with the problem details of an error. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, error: AssayError): void {
	const { status } = errorCatalogue[error.code];
	announce(reply, request, error);
	reply.code(status).type(problemMediaType).serializer(JSON.stringify).send(describeProblem(error, request.id));
}

/** What every error comes with, whatever its body: headers, its code for whoever counts it, and a line of the log about who was refused. */
export function announce(reply: FastifyReply, request: FastifyRequest, error: AssayError): void {
	request.errorCode = error.code;
	if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds);
	if (refusals.has(error.code)) audit(request, error);
	if (error.code === 'unauthorized') reply.header('www-authenticate', 'Bearer realm="assay"');
}

/** Requests that were not let in, or not now. */
const refusals: ReadonlySet<ErrorCode> = new Set(['unauthorized', 'forbidden', 'rate_limited', 'quota_exceeded', 'overloaded']);

/** A line of the log with a field `audit`, for whoever wants to know who was refused what. */
function audit({ log, keyName, tenant, ip, method, routeOptions }: FastifyRequest, { code }: AssayError): void {
	const who = keyName === undefined ? {} : { key: keyName, tenant };
	log.warn({ audit: { code, ...who, address: ip, method, route: routeOptions.url } }, 'request refused');
}

/** Faults of ours, whose text may name what is none of the client's business. */
const untold: ReadonlySet<ErrorCode> = new Set(['internal_error', 'store_unavailable']);

/** An error of any origin as one of the catalogue; what is not known is a fault of ours. */
export function toAssayError(error: unknown, request: FastifyRequest): AssayError {
	if (error instanceof AssayError && !untold.has(error.code)) return error;
	if (error instanceof ClientGone) return new AssayError('invalid_request', error.message);
	const known = error instanceof Error && 'code' in error ? fromFramework(String(error.code)) : undefined;
	if (known !== undefined) return known;
	request.log.error({ err: error }, 'request failed');
	if (error instanceof AssayError && error.code === 'store_unavailable') {
		const { retryAfterSeconds = 1 } = error;
		return new AssayError('store_unavailable', 'the database of this server cannot be used now', { retryAfterSeconds });
	}
	return new AssayError('internal_error', 'the server failed to handle this request', {
		hint: `The log has more under request ${request.id}.`,
	});
}

function fromFramework(code: string): AssayError | undefined {
	switch (code) {
		case 'FST_ERR_CTP_BODY_TOO_LARGE':
			return new AssayError('body_too_large', 'the body is too large');
		case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
		case 'FST_ERR_CTP_INVALID_TYPE':
		case 'FST_ERR_CTP_EMPTY_TYPE':
			return new AssayError('unsupported_media_type', 'the content type is not one that this route reads', {
				hint: 'Send application/json.',
			});
		case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE': // only of QUERY, which no route here knows
			return new AssayError('method_not_allowed', 'this path does not allow that method');
		case 'FST_ERR_BAD_URL':
			return new AssayError('invalid_request', 'the URL is not properly percent-encoded');
		case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
		case 'ECONNRESET':
			return new AssayError('invalid_request', 'the request ended before its body was complete');
		default:
			return undefined;
	}
}
