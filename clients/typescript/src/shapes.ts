import type { paths } from './openapi.ts';

/** What the API takes and gives, by the names that its documentation uses. */

type Get<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer R } } } } }
	? R
	: never;
type Post<P extends keyof paths> = paths[P] extends { post: { responses: { 200: { content: { 'application/json': infer R } } } } }
	? R
	: never;
type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer B } } } } ? B : never;
type PostLine<P extends keyof paths> = paths[P] extends { post: { responses: { 200: { content: { 'application/x-ndjson': infer L } } } } }
	? L
	: never;
/** What is sent: JSON leaves undefined fields out, so they may be there. */
type Sent<T> = T extends readonly (infer E)[]
	? readonly Sent<E>[]
	: T extends object
		? { readonly [K in keyof T]: Sent<T[K]> | (Partial<Record<K, never>> extends Pick<T, K> ? undefined : never) }
		: T;
type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : never;

export type ProblemDetails = paths['/v1/problems']['get']['responses']['default']['content']['application/problem+json'];

export type Problem = Sent<Exclude<Body<'/v1/problems'>, readonly unknown[]>>;
export type UploadResponse = Post<'/v1/problems'>;
export type ProblemList = Get<'/v1/problems'>;
export type ProblemQuery = Query<'/v1/problems'>;
export type ProblemView = Get<'/v1/problems/{id}'>;
export type LabelLine = Get<'/v1/problems/{id}/difficulty'>;
export type DifficultyQuery = Query<'/v1/problems/{id}/difficulty'>;
export type SampleList = Get<'/v1/problems/{id}/samples'>;

export type GradeRequest = Sent<Body<'/v1/grade'>>;
export type GradeResult = Post<'/v1/grade'>;
export type GradeLine = PostLine<'/v1/grade'>;
export type TestResult = GradeResult['tests'][number];
export type Verdict = GradeResult['verdict'];

export type RewardsRequest = Sent<Body<'/v1/rewards'>>;
export type RewardLine = Post<'/v1/rewards'>['rewards'][number];

export type DifficultyRequest = Sent<Body<'/v1/difficulty'>>;
export type JobCreated = paths['/v1/difficulty']['post']['responses'][202]['content']['application/json'];
export type JobView = Get<'/v1/jobs/{id}'>;

export type SubmissionList = Get<'/v1/submissions'>;
export type SubmissionQuery = Query<'/v1/submissions'>;
export type SubmissionRecord = Get<'/v1/submissions/{id}'>;
export type Outputs = Post<'/v1/submissions/{id}/outputs'>;

export type LiveView = Get<'/v1/live'>;
export type Language = Get<'/v1/languages'>['languages'][number];
