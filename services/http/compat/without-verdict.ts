import { AssayError } from '../../errors.ts';

/**
 * What is thrown over a program without a verdict, where a protocol has no word for one: what is wrong with its suite
 * is wrong with the request, and asking again does not help; anything else is a fault of ours, `no_verdict`.
 */
export function withoutVerdict(reason = 'the program was not judged', words = reason): AssayError {
	const [, code] = /^(broken_test|unsupported_test): /.exec(reason) ?? [];
	return new AssayError(code === 'broken_test' || code === 'unsupported_test' ? code : 'no_verdict', words);
}
