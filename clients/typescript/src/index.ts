export { AssayClient, type AssayClientOptions, type CallOptions, type RewardOptions } from './client.ts';
export { AssayApiError, ConnectionLost } from './errors.ts';
export type * from './shapes.ts';
