const everythingOf =
	'string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json builtins typing';
const byName =
	'string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json time fractions';

/**
 * What the graders of LiveCodeBench, APPS and TACO, and those made after them, put
 * before every program; answers lean on it, above all on the names of `typing`.
 * In the order of LiveCodeBench: `builtins` come late, since `math` has a `pow`, too.
 */
export const graderImports = {
	language: 'python',
	code: [
		...everythingOf.split(' ').map((name) => `from ${name} import *`),
		`import ${byName.split(' ').join(', ')}`,
		'sys.setrecursionlimit(50000)',
		'',
	].join('\n'),
};
