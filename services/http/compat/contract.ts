import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { type AssayError, errorCatalogue } from '../../errors.ts';
import type { Desk } from './desk.ts';

/**
 * What clients of another system speak. Adding one is adding a file that exports one of
 * these, and naming it in `index.ts`; the conformance suite then wants a driver for it.
 */
export interface CompatProtocol {
	/** The tag of its routes in the OpenAPI document. */
	readonly name: string;
	readonly description: string;
	/** How its clients are told that they did not get what they asked for; fields of requests that are not known are ignored. */
	readonly refusals: Refusals;
	/** Its routes, which turn requests into programs to run or to judge, and results into replies. */
	routes(desk: Desk): FastifyPluginAsyncZod;
}

export interface Refusals {
	readonly shape: z.ZodType;
	of(error: AssayError): { readonly status: number; readonly body: object };
}

/** Whose doing an error is: there is no room for now, a part of ours has failed, or the request could not be used. */
export function blameOf({ code }: AssayError): 'busy' | 'fault' | 'request' {
	if (code === 'overloaded' || code === 'rate_limited' || code === 'quota_exceeded' || code === 'shutting_down') return 'busy';
	return errorCatalogue[code].status >= 500 ? 'fault' : 'request';
}
