/** Begins to count: what is left of a time whenever it is asked, as the option that submissions have. No time, no option. */
export function countdown(timeoutMs: number | undefined): () => { readonly timeoutMs?: number } {
	const startedMs = performance.now();
	return () => (timeoutMs === undefined ? {} : { timeoutMs: timeoutMs - (performance.now() - startedMs) });
}
