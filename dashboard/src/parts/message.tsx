import type { ComponentChildren } from 'preact';
import { AssayApiError } from '../../../clients/typescript/src/index.ts';
import type { Loaded } from '../loaded.ts';

/** What went wrong, in the server's words. */
export function Failure({ error }: { readonly error: unknown }) {
	const hint = error instanceof AssayApiError ? error.problem.hint : undefined;
	return (
		<p class="message failure" role="alert">
			<strong>{error instanceof AssayApiError ? error.problem.title : 'That did not work'}</strong>:{' '}
			{error instanceof Error ? error.message : String(error)}
			{hint === undefined ? null : ` ${hint}`}
		</p>
	);
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
	return <p class="message empty">{children}</p>;
}

/** What was asked for, or that it is not there yet, or why it is not. What came before stays while the server is away. */
export function Await<T>({ loaded, children }: { readonly loaded: Loaded<T>; readonly children: (value: T) => ComponentChildren }) {
	return (
		<>
			{loaded.error === undefined ? null : <Failure error={loaded.error} />}
			{loaded.value !== undefined ? (
				children(loaded.value)
			) : loaded.error === undefined ? (
				<p class="message" role="status">
					Loading …
				</p>
			) : null}
		</>
	);
}
