class Problem extends Error {
	constructor(readonly cause: string) {
		super(cause);
	}
}
throw new Problem('boom');
