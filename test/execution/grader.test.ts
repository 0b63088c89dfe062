import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wall } from '../../runners/sandboxes/contract.ts';
import { SandboxFault } from '../../runners/sandboxes/contract.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { createGrader } from '../../services/execution/grader.ts';
import type { Evaluation } from '../../services/planning/lazy.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { files, program } from '../support/pytest-files.ts';
import { openTestWall } from '../support/wall.ts';

describe('Grading in real sandboxes', () => {
	let engine: OpenGrader;
	let grader: Grader;

	beforeAll(async () => {
		engine = await openGrader();
		({ grader } = engine);
	});
	afterAll(async () => await engine?.[Symbol.asyncDispose]());

	const problem = (parts: Record<string, unknown>): Problem => ProblemSchema.parse({ id: 'p', ...parts });
	const grade = (parts: Record<string, unknown>, code: string, language = 'python') =>
		grader.grade({ problem: problem(parts), language, code });
	const verdicts = async (parts: Record<string, unknown>, code: string) => (await grade(parts, code)).tests.map((test) => test.verdict);
	const stdio = (...pairs: [string, string][]) => pairs.map(([input, output]) => ({ kind: 'stdio', input, output }));

	describe('stdio tests', () => {
		it('give each test its verdict, what it used and how it was compared', async () => {
			const result = await grade({ tests: stdio(['1 2', '3'], ['2 2', '5']) }, 'print(sum(map(int, input().split())))');
			expect(result).toMatchObject({ verdict: 'wrong_answer', passed: 1, total: 2, language: 'python' });
			expect(result.tests[0]).toMatchObject({ id: '0', verdict: 'accepted', compare: 'lines', exit_code: 0 });
			expect(result.tests[1]?.reason).toMatch(/^compare: line 1: expected "5", got "4"/);
			expect(result.tests[0]?.memory_kb).toBeGreaterThan(1000);
		});

		it('do not accept the right output of a program that then fails', async () => {
			expect(await verdicts({ tests: stdio(['', '1']) }, 'print(1)\nraise SystemExit(1)')).toEqual(['runtime_error']);
		});

		it('tell a program that does not compile by its compiler’s own words', async () => {
			const result = await grade({ tests: stdio(['', '1'], ['', '1']) }, 'print(1');
			expect(result.verdict).toBe('compile_error');
			expect(result.tests.map((test) => test.verdict)).toEqual(['compile_error', 'compile_error']);
			expect(result.compile_output).toContain('was never closed');
		});

		it('judge by CPU time and by elapsed time', async () => {
			const limits = { cpu_ms: 300, wall_ms: 700 };
			expect(await verdicts({ limits, tests: stdio(['', '']) }, 'while True: pass')).toEqual(['time_limit']);
			expect(await verdicts({ limits, tests: stdio(['', '']) }, 'import time\ntime.sleep(60)')).toEqual(['time_limit']);
		});

		it('judge memory and output', async () => {
			const limits = { memory_mb: 64, output_kb: 100 };
			expect(await verdicts({ limits, tests: stdio(['', '']) }, 'x = bytearray(300 << 20)')).toEqual(['memory_limit']);
			expect(await verdicts({ limits, tests: stdio(['', '']) }, 'while True: print("x" * 1000)')).toEqual(['output_limit']);
		});

		it('let a program ask for a stack without a limit, which is of its memory', async () => {
			const ask =
				'import resource, sys, threading\nresource.setrlimit(resource.RLIMIT_STACK, (1 << 28, resource.RLIM_INFINITY))\nsys.setrecursionlimit(1 << 20)\n';
			const deep = 'def depth(n): return 0 if n == 0 else 1 + depth(n - 1)\nprint(depth(50000))';
			expect(await verdicts({ limits: { memory_mb: 512 }, tests: stdio(['', '50000']) }, ask + deep)).toEqual(['accepted']);
			const endless = `${ask}resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY,) * 2)\nx = []\nwhile True: x.append(bytearray(1 << 20))`;
			expect(await verdicts({ limits: { memory_mb: 64 }, tests: stdio(['', '']) }, endless)).toEqual(['memory_limit']);
		});

		it('carry nothing from one test to the next', async () => {
			const code = [
				'import os',
				'seen = any(os.path.exists(p) for p in ("/box/x", "/tmp/x", "/dev/shm/x"))',
				'for p in ("/box/x", "/tmp/x", "/dev/shm/x"): open(p, "w").close()',
				'try: open("/prog/main.py", "a").close(); print("open")',
				'except OSError: print(seen)',
			].join('\n');
			expect(await verdicts({ tests: stdio(['', 'False'], ['', 'False'], ['', 'False']) }, code)).toEqual([
				'accepted',
				'accepted',
				'accepted',
			]);
		});

		it('are judged in order of completion and reported as they settle', async () => {
			const settled: string[] = [];
			const tests = stdio(['1', '1'], ['2', '2'], ['3', '3']);
			await grader.grade(
				{ problem: problem({ tests }), language: 'python', code: 'print(input())' },
				{ onTest: (test) => settled.push(test.id) },
			);
			expect(settled).toEqual(['0', '1', '2']);
		});
	});

	describe('call tests', () => {
		const call = (args: unknown[], expected: unknown, entry_point = 'f') => ({ kind: 'call', entry_point, args, expected });

		it('compare what is returned as data, tuples as lists', async () => {
			expect(await verdicts({ tests: [call([2], [2, [4]]), call([3], [3, 6])] }, 'def f(x): return (x, [x * 2])')).toEqual([
				'accepted',
				'wrong_answer',
			]);
		});

		it('compare numbers of numpy as numbers, and its arrays as no lists', async () => {
			const returned = async (value: string, expected: unknown) =>
				await verdicts({ tests: [call([], expected)] }, `import numpy as np\ndef f(): return ${value}`);
			expect(await returned('np.sum([1, 2])', 3)).toEqual(['accepted']);
			expect(await returned('[np.float32(0.5), np.bool_(True), {"a": np.uint8(7)}]', [0.5, true, { a: 7 }])).toEqual(['accepted']);
			expect(await returned('np.sum([1, 2])', 4)).toEqual(['wrong_answer']);
			expect(await returned('np.array([1, 2])', [1, 2])).toEqual(['wrong_answer']);
		});

		it('find a method of the class Solution', async () => {
			expect(await verdicts({ tests: [call([2], 4, 'double')] }, 'class Solution:\n  def double(self, x): return 2 * x')).toEqual([
				'accepted',
			]);
		});

		it('carry whole numbers of any size exactly', async () => {
			const large = { $int: '123456789012345678901234567890' };
			expect(await verdicts({ tests: [call([large], large)] }, 'def f(x): return x')).toEqual(['accepted']);
			expect(await verdicts({ tests: [call([large], large)] }, 'def f(x): return x + 1')).toEqual(['wrong_answer']);
		});

		it('say when the entry point is not there, under a code of its own', async () => {
			const result = await grade({ tests: [call([1], 1)] }, 'def g(x): return x');
			expect(result).toMatchObject({ verdict: 'runtime_error' });
			expect(result.tests[0]?.reason).toMatch(/^entry_point_missing: .*f/);
		});

		it('take nothing for an answer but the answer', async () => {
			expect(await verdicts({ tests: [call([1], 1)] }, 'import os\ndef f(x): os._exit(0)')).toEqual(['runtime_error']);
			expect(await verdicts({ tests: [call([1], 1)] }, 'class A:\n  def __eq__(self, other): return True\ndef f(x): return A()')).toEqual([
				'wrong_answer',
			]);
		});
	});

	describe('code tests', () => {
		const code = (text: string, entry_point?: string) => ({
			kind: 'code',
			code: text,
			...(entry_point === undefined ? {} : { entry_point }),
		});
		const check = (body: string) => code(`def check(candidate):\n    ${body}`, 'f');

		it('make each assert a test of its own', async () => {
			const text =
				'def check(candidate):\n    x = 2\n    assert candidate(1) == x\n    assert candidate(2) == x\n    assert candidate(3) == 4';
			const result = await grade({ tests: [code(text, 'f')] }, 'def f(x): return x + 1');
			expect(result.tests.map(({ id, verdict }) => [id, verdict])).toEqual([
				['0#0', 'accepted'],
				['0#1', 'wrong_answer'],
				['0#2', 'accepted'],
			]);
		});

		it('see arguments that the program has changed in place', async () => {
			for (const call of ['sort(x)', 'sort(x=x)', 'sort(sort(x), x=x)']) {
				const tests = [code(`x = [3, 1, 2]\n${call}\nassert x == [1, 2, 3]`)];
				expect(await verdicts({ tests }, 'def sort(_=0, x=0): (x or _).sort()'), call).toEqual(['accepted']);
			}
		});

		it('tell an argument that is given back from a copy of it', async () => {
			const judged = async (body: string, returned: string) => await verdicts({ tests: [check(body)] }, `def f(x): ${returned}`);
			const same = 'a = [1]\n    b = candidate(a)\n    assert b == [1, 2] and b is a';
			const copy = 'a = [1]\n    b = candidate(a)\n    assert b == [1, 2] and b is not a and a == [1]';
			expect(await judged(same, 'x.append(2); return x')).toEqual(['accepted']);
			expect(await judged(same, 'return x + [2]')).toEqual(['wrong_answer']);
			expect(await judged(copy, 'x.append(2); return x')).toEqual(['wrong_answer']);
			expect(await judged(copy, 'return x + [2]')).toEqual(['accepted']);
			const array = 'import numpy as np\n    a = np.array([1])\n    assert candidate(a) is a and a[0] == 2';
			expect(await judged(array, 'x += 1; return x')).toEqual(['accepted']);
			expect(await judged('a = {1}\n    assert candidate(x=a) is a and candidate(candidate(a)) is a', 'return x')).toEqual(['accepted']);
			const kinds =
				'from collections import Counter, defaultdict, deque\n    assert all(candidate(a) is a and len(a) == 0 for a in (deque([1]), Counter("a"), defaultdict(int, a=1)))';
			expect(await judged(kinds, 'x.clear(); return x')).toEqual(['accepted']);
		});

		it('carry tuples, sets, bytes, dictionaries with any keys, large integers and NaN as what they are', async () => {
			const body =
				'v = ((1,), {2}, frozenset({3}), b"4", {5: "five", (6,): [7]}, 2**200, -0.5, 1j, range(3), None, True, "\\ud800")\n    assert candidate(v) == v and isinstance(candidate(v), tuple)';
			expect(await verdicts({ tests: [check(body)] }, 'def f(x): return x')).toEqual(['accepted']);
		});

		it('compare views of dictionaries as Python does', async () => {
			const judged = async (words: string, returned: string) =>
				await verdicts({ tests: [check(`assert ${words}`)] }, `def f(): d = {1: [2], 3: [4]}; return ${returned}`);
			for (const [words, returned] of [
				['candidate() == {1, 3} and list(candidate()) == [1, 3]', 'd.keys()'],
				['(1, [2]) in candidate() and dict(candidate()) == {1: [2], 3: [4]}', 'd.items()'],
				['list(candidate()) == [[2], [4]] and len(candidate()) == 2', 'd.values()'],
				['list(candidate()) == [3]', '__import__("collections").OrderedDict({3: 4}).keys()'],
				['sorted(candidate()[0] & {1, 5}) == [1]', '[d.keys()]'],
			] as const)
				expect(await judged(words, returned), words).toEqual(['accepted']);
			for (const returned of ['d.keys()', 'd.values()', 'd.items()'])
				expect(await judged('candidate() in ([1, 3], [[2], [4]], [(1, [2]), (3, [4])])', returned), returned).toEqual(['wrong_answer']);
			const tests = [check('assert candidate({1: 2}.keys()) == 1 and candidate({1: 2}.items()) == 1')];
			expect(await verdicts({ tests }, 'def f(v): return len(v & v)')).toEqual(['accepted']);
		});

		it('carry numbers and arrays of numpy as what they are', async () => {
			const judged = async (words: string, returned: string, args = '') => {
				const body = `${words.includes('np.') ? 'import numpy as np\n    ' : ''}assert ${words}`;
				return await grade({ tests: [check(body)] }, `import numpy as np\ndef f(${args}): return ${returned}`);
			};
			const right: [string, string, string?][] = [
				['candidate() == 3', 'np.sum([1, 2])'],
				['candidate() == [1, 3]', 'list(np.cumsum([1, 2]))'],
				['candidate() == {"n": 1, 2: (3,)}', '{"n": np.int64(1), np.int8(2): (np.uint8(3),)}'],
				['candidate()', 'np.all(np.array([1]) > 0)'],
				['not candidate()', 'np.all(np.array([1]) > 5)'],
				['candidate() is not True and not isinstance(candidate(), int)', 'np.bool_(True)'],
				['candidate() == 0.5', 'np.float32(0.5)'],
				['abs(candidate() - 2.5) < 1e-9', 'np.mean([2, 3])'],
				['np.array_equal(candidate(), [[1, 2], [3, 4]]) and candidate().shape == (2, 2)', 'np.array([[1, 2], [3, 4]])'],
				['candidate().tolist() == [1, 3] and (candidate() == [1, 3]).all()', 'np.cumsum([1, 2])'],
				['np.isnan(candidate()[0]) and candidate().dtype == np.float32', 'np.array([np.nan], dtype=np.float32)'],
				['list(candidate()) == ["a", "bc"]', 'np.array(["a", "bc"])'],
				['candidate().shape == (0, 3)', 'np.zeros((0, 3))'],
				['candidate(np.arange(4).reshape(2, 2)) == 6 and candidate(np.int32(2)) == 2', 'x.sum()', 'x'],
				['[a := np.array([2, 1]), candidate(a)] and list(a) == [1, 2]', 'x.sort()', 'x'],
			];
			for (const [words, returned, args] of right) {
				const result = await judged(words, returned, args);
				expect(result, words).toMatchObject({ verdict: 'accepted' });
				expect(result.tests[0]?.assurance, words).toBeUndefined();
			}
			for (const [words, returned] of [
				['candidate() != 5', 'np.sum([2, 3])'],
				['candidate()', 'np.bool_(False)'],
				['candidate() is True', 'np.bool_(True)'],
				['candidate() == [1, 2]', 'np.array([1, 2])'],
			] as const)
				expect(await judged(words, returned), words).toMatchObject({ verdict: 'wrong_answer' });
		});

		it('take no more from a program that says it has an array than the array has in it', async () => {
			const said = (body: string) =>
				`import os\ndef f():\n  os.write(3, b'{"id": 1, "value": {"A": ${body}}, "args": []}\\n')\n  os._exit(0)`;
			const bodies = [
				'["int64", [1000000000, 1000], [1]]',
				'["int64", [0, 1000000000, 1000], []]',
				'["object", [1], [1]]',
				'["int64", [-1], [1]]',
				'["str", [2], ["a"]]',
				'["int64", [1], [[1]]]',
			];
			for (const body of bodies) {
				const [result] = (await grade({ tests: [check('assert candidate() is not None')] }, said(body))).tests;
				expect(result, body).toMatchObject({ verdict: 'runtime_error', suspicion: ['forged_answer'] });
			}
		});

		it('carry dates, times and identifiers', async () => {
			const imports = 'from datetime import *\nfrom uuid import UUID\n';
			const values = [
				'date(2024, 2, 29)',
				'datetime(2024, 2, 29, 23, 59, 59, 999999, fold=1)',
				'datetime(2024, 2, 29, tzinfo=timezone(timedelta(hours=-3.5)))',
				'datetime(2024, 2, 29, tzinfo=timezone.utc)',
				'time(1, 2, 3, 4)',
				'timedelta(days=-3, microseconds=5)',
				'timezone.utc',
				'UUID(int=5)',
			];
			for (const value of values) {
				const same = `${imports}def check(candidate):\n    assert repr(candidate(${value})) == repr(${value}) and candidate([${value}])[0] == ${value}`;
				for (const program of ['def f(x): return x', `${imports}def f(x): return [${value}] if isinstance(x, list) else ${value}`]) {
					const result = await grade({ tests: [code(same, 'f')] }, program);
					expect(result, value).toMatchObject({ verdict: 'accepted' });
					expect(result.tests[0]?.assurance, value).toBeUndefined();
				}
			}
			const day = check('from datetime import date\n    assert candidate(2024, 2, 28) == date(2024, 2, 29)');
			const next = 'from datetime import date, timedelta\ndef f(y, m, d): return date(y, m, d) + timedelta(days=N)';
			expect(await verdicts({ tests: [day] }, next.replace('N', '1'))).toEqual(['accepted']);
			expect(await verdicts({ tests: [day] }, next.replace('N', '2'))).toEqual(['wrong_answer']);
		});

		it('take from a generator of the program no more than they ask for', async () => {
			const gives = async (words: string, program: string) => {
				const result = await grade(
					{ limits: { cpu_ms: 1000 }, tests: [check(`from itertools import chain, islice\n    assert ${words}`)] },
					program,
				);
				return [result.verdict, result.tests[0]?.assurance];
			};
			const count = (from: number, step = '+= 1') => `def f():\n  n = ${from}\n  while True:\n    yield n\n    n ${step}`;
			const first = 'list(islice(candidate(), 3)) == [2, 4, 16]';
			expect(await gives(first, count(2, '*= n'))).toEqual(['accepted', undefined]);
			expect(await gives(first, count(3, '*= n'))).toEqual(['wrong_answer', undefined]);
			expect(await gives('next(islice(candidate(), 60_000, None)) == 60_000', count(0))).toEqual(['accepted', undefined]);
			expect(await gives('sum(candidate()) == 4999950000', 'def f(): return (n for n in range(100_000))')).toEqual(['accepted', undefined]);
			expect(await gives('list(candidate()) == [[0], [1]]', 'def f(): return map(list, [[0], [1]])')).toEqual(['accepted', undefined]);
			const pair = 'def f():\n  def g(): yield from [1, 2]\n  return g(), iter([3])';
			const told = 'isinstance(candidate()[0], type(_ for _ in [])) and list(chain(*candidate())) == [1, 2, 3]';
			expect(await gives(told, pair)).toEqual(['accepted', undefined]);
			expect((await gives('sum(candidate()) == 1', count(0)))[0]).toMatch(/runtime_error|time_limit/);
			expect((await gives('sum(candidate()) == 1', 'def f():\n  yield from range(1000)\n  raise ValueError("no")'))[0]).toBe(
				'runtime_error',
			);
		});

		it('go through iterators of the program’s own classes, as data where they are nothing else', async () => {
			const program = [
				'class Down:',
				'    def __init__(self, n): self.n = n',
				'    def __iter__(self): return self',
				'    def __next__(self):',
				'        if self.n == 0: raise StopIteration',
				'        self.n -= 1',
				'        return self.n',
				'class Peeking(Down):',
				'    def peek(self): return self.n - 1',
			].join('\n');
			const judged = async (body: string) => (await grade({ tests: [check(body)] }, `${program}\nf = 0`)).tests[0];
			const plain = await judged('assert list(Down(3)) == [2, 1, 0]');
			expect(plain).toMatchObject({ verdict: 'accepted' });
			expect(plain?.assurance).toBeUndefined();
			const peeking = 'd = Peeking(3)\n    assert [d.peek(), next(d), *d, next(d, "end")] == [2, 2, 1, 0, "end"]';
			expect(await judged(peeking)).toMatchObject({ verdict: 'accepted', assurance: 'own_objects' });
			const bare = 'class Ones:\n    def __next__(self): return 1';
			expect(await verdicts({ tests: [check('assert next(Ones()) == 1')] }, `${bare}\nf = 0`)).toEqual(['accepted']);
			expect(await judged(peeking.replace('1, 0', '1'))).toMatchObject({ verdict: 'wrong_answer' });
		});

		it('fail a program whose answer is none that there is, and are not broken by it', async () => {
			const bodies = [
				...[
					'{"w": ["date"]}',
					'{"w": ["datetime", 0, 1]}',
					'{"w": ["timedelta", 1e300]}',
					'{"w": ["object"]}',
					'{"w": []}',
					'{"w": ["UUID", 5]}',
				],
				...['{"N": ["int8", 1000]}', '{"N": ["int64", [1]]}', '{"N": ["object", 1]}', '{"N": []}', '{"A": 1}', '{"A": ["str", [1], [1]]}'],
				...['{"k": [[1]]}', '{"p": [1]}', '{"l": []}', '{"G": 1}', '{"y": 1}', '{"q": 5}', '{"c": [1, 2, 3]}'],
			];
			for (const body of bodies) {
				const said = `import os\ndef f():\n  os.write(3, b'{"id": 1, "value": ${body}, "args": []}\\n')\n  os._exit(0)`;
				const [result] = (await grade({ tests: [check('assert candidate() is None')] }, said)).tests;
				expect(result?.verdict, body).toMatch(/runtime_error|wrong_answer/);
			}
			for (const told of [
				'"raised": [], "with": [], "has": {"d": []}',
				'"raised": ["E"], "with": [], "has": [5]',
				'"raised": ["OSError"], "with": 5, "has": {"d": []}',
			]) {
				const said = `import os\ndef f():\n  os.write(3, b'{"id": 1, ${told}, "text": ""}\\n')\n  os._exit(0)`;
				expect(await verdicts({ tests: [check('assert candidate() is None')] }, said), told).toEqual(['runtime_error']);
			}
			const key = 'import os\ndef f():\n  os.write(3, b\'{"id": 1, "is": 7, "args": []}\\n\')\n  os._exit(0)';
			expect(await verdicts({ tests: [check('assert candidate() is None')] }, key)).toEqual(['runtime_error']);
		});

		it('carry named tuples, counters and dictionaries with an order or a default', async () => {
			const body =
				'from collections import *\nP = namedtuple("P", "x y")\nvalues = [P(1, [2]), Counter("aab"), OrderedDict([(2, 1), (1, 2)]), defaultdict(list, a=[1])]\n' +
				'def check(candidate):\n    p, c, o, d = candidate(values)\n    assert [p, c, o, d] == values and (p.x, p.y) == p == (1, [2]) and c["z"] == 0 and c.most_common(1) == [("a", 2)] and d["b"] == [] and list(o) == [2, 1] and o != OrderedDict([(1, 2), (2, 1)])';
			const program =
				'def f(v):\n  p, c, o, d = v\n  return p._replace(x=p.x), c + type(c)(), (o.move_to_end(2), o.move_to_end(1), o)[2], d';
			const [result] = (await grade({ tests: [code(body, 'f')] }, program)).tests;
			expect(result).toMatchObject({ verdict: 'accepted' });
			expect(result?.assurance).toBeUndefined();
			const emptied =
				'from collections import OrderedDict\n    o = OrderedDict(a=1, b=2)\n    candidate(o)\n    assert list(o.items()) == [("b", 2), ("a", 1)] and o.popitem() == ("a", 1)';
			expect(await verdicts({ tests: [check(emptied)] }, 'def f(o): o.move_to_end("a")')).toEqual(['accepted']);
			const renamed = 'from collections import namedtuple\ndef f(): return namedtuple("P", "x class", rename=True)(1, 2)';
			expect(await verdicts({ tests: [check('assert candidate() == (1, 2)')] }, renamed)).toEqual(['accepted']);
			const own =
				'class D(dict):\n  def __missing__(s, k): return 1\nclass C(__import__("collections").Counter): pass\ndef f(): return D(a=1), C("a")';
			expect(await verdicts({ tests: [check('assert candidate() == ({"a": 1}, {"a": 1})')] }, own)).toEqual(['accepted']);
		});

		it('let test code expect an exception of the program', async () => {
			const text = 'try:\n    f()\n    assert False\nexcept ValueError as e:\n    assert str(e) == "no"';
			expect(await verdicts({ tests: [code(text, 'f')] }, 'def f(): raise ValueError("no")')).toEqual(['accepted']);
			expect(await verdicts({ tests: [check('assert candidate() == 1')] }, 'def f(): raise ValueError("no")')).toEqual(['runtime_error']);
		});

		it('show where the program has raised, and nothing of what calls it', async () => {
			const [result] = (await grade({ tests: [check('assert candidate() == 1')] }, 'def f(): return g()\ndef g(): return 1 / 0')).tests;
			expect(result?.stderr?.match(/File "[^"]*", line \d+, in \w+/g)).toEqual([
				'File "/prog/main.py", line 1, in f',
				'File "/prog/main.py", line 2, in g',
			]);
		});

		it('let test code expect the builtin exceptions that those of the program are kinds of', async () => {
			const expecting = (kind: string, words: string) => check(`try: candidate()\n    except ${kind} as e: ok = ${words}\n    assert ok`);
			const cases: [string, string, string][] = [
				[
					'ValueError',
					'str(e) == "no" and type(e).__name__ == "Bad"',
					'class Worse(ValueError): pass\nclass Bad(Worse): pass\ndef f(): raise Bad("no")',
				],
				['ValueError', 'e.pos == 1 and "double quotes" in e.msg', 'import json\ndef f(): json.loads("{")'],
				['ArithmeticError', 'True', 'import decimal\ndef f(): decimal.Decimal(1) / 0'],
				['KeyError', 'e.args == (5,) and str(e) == "5"', 'def f(): return {}[5]'],
				['UnicodeDecodeError', 'e.start == 1', 'def f(): b"a\\xff".decode()'],
				['FileNotFoundError', 'e.errno == 2', 'def f(): open("/none")'],
				[
					'Exception',
					'str(e) == "code 7" and e.code == 7',
					'class Bad(Exception):\n  def __init__(self, code): self.code = code\n  def __str__(self): return f"code {self.code}"\ndef f(): raise Bad(7)',
				],
				['TypeError', 'str(e) == "mine"', 'class Mine:\n  def __str__(self): return "mine"\ndef f(): raise TypeError(Mine())'],
			];
			for (const [kind, words, program] of cases)
				expect(await verdicts({ tests: [expecting(kind, words)] }, program), program).toEqual(['accepted']);
			const wrong = [
				'class Bad(KeyError): pass\ndef f(): raise Bad("no")',
				'class ValueError(Exception): pass\nValueError.__name__ = "X"\ndef f(): raise ValueError("no")',
			];
			for (const program of wrong)
				expect(await verdicts({ tests: [expecting('ValueError', 'True')] }, program), program).toEqual(['runtime_error']);
		});

		it('reach objects that stay with the program, by attribute and method', async () => {
			const text = 'a = Node(1)\na.next = Node(2)\nassert total(a) == 3\nassert a.next.value == 2\nassert a.plus(5) == 6';
			const program =
				'class Node:\n  def __init__(self, v): self.value = v; self.next = None\n  def plus(self, n): return self.value + n\ndef total(n):\n  return 0 if n is None else n.value + total(n.next)';
			const { tests } = await grade({ tests: [code(text)] }, program);
			expect(new Set(tests.map(({ verdict }) => verdict))).toEqual(new Set(['accepted']));
			// What the program's own objects say is the program's word, and the results tell.
			expect(tests.map(({ assurance }) => assurance)).toContain('own_objects');
			const [liar] = (
				await grade(
					{ tests: [check('assert candidate(3).startswith("ab")')] },
					'class R:\n  def startswith(s, x): return True\ndef f(x): return R()',
				)
			).tests;
			expect(liar).toMatchObject({ verdict: 'accepted', assurance: 'own_objects' });
		});

		it('ask objects that stay with the program what operators say of them, and say so', async () => {
			const program = [
				'from dataclasses import dataclass',
				'@dataclass(frozen=True, order=True)',
				'class P:',
				'    x: int',
				'    def __add__(self, other): return P(self.x + getattr(other, "x", other))',
				'    def __rmul__(self, n): return P(n * self.x)',
				'class Bag:',
				'    def __init__(self, *items): self.items = list(items)',
				'    def __len__(self): return len(self.items)',
				'    def __iter__(self): return iter(self.items)',
				'    def __contains__(self, item): return item in self.items',
				'    def __getitem__(self, at): return self.items[at]',
				'    def __setitem__(self, at, item): self.items[at] = item',
				'    def __iadd__(self, item): self.items.append(item); return self',
				'    def __enter__(self): self.items.append("in"); return self',
				'    def __exit__(self, *_): self.items.append("out")',
				'    def __str__(self): return f"Bag of {len(self)}"',
				'    def __format__(self, how): return how * len(self)',
				'    def __eq__(self, other): return self.items == other.items',
				'bag = Bag(1)',
				'def same(): return bag',
				'def names(): return {P(1): "one", P(2): "two"}',
			].join('\n');
			const right = [
				'P(1) == P(1) and P(1) != P(2) and [P(1)] == [P(1)]',
				'P(1) < P(2) and sorted([P(2), P(1)]) == [P(1), P(2)] and max(P(3), P(2)).x == 3',
				'(P(1) + P(2)).x == 3 and (P(1) + 2).x == 3 and (3 * P(1)).x == 3',
				'len({P(1), P(1), P(2)}) == 2 and {P(1): 5}[P(1)] == 5 and names()[P(2)] == "two"',
				'len(Bag(1, 2)) == 2 and list(Bag(1, 2)) == [1, 2] and 2 in Bag(1, 2) and 3 not in Bag(1)',
				'Bag(1, 2)[-1] == 2 and Bag(1, 2, 3)[1:] == [2, 3]',
				'bool(Bag(1)) and not Bag()',
				'str(Bag(1, 2)) == "Bag of 2" and f"{Bag(1, 2):x}" == "xx" and repr(P(1)) == "P(x=1)"',
				'same() is same() and Bag(1) is not Bag(1)',
			];
			const statements = [
				'b = Bag(1)\n    c = b\n    b += 2\n    b[0] = 7\n    assert list(c) == [7, 2]',
				'with Bag() as b: b += 1\n    assert list(b) == ["in", 1, "out"]',
				'import copy\n    b = Bag(1)\n    c = copy.deepcopy([b])[0]\n    c += 2\n    assert (len(b), len(c)) == (1, 2)',
			];
			for (const body of [...right.map((words) => `assert ${words}`), ...statements]) {
				const result = await grade({ tests: [check(body)] }, `${program}\nf = 0`);
				expect(result, body).toMatchObject({ verdict: 'accepted' });
				expect(result.tests[0]?.assurance, body).toBe(body.includes(' is ') ? undefined : 'own_objects');
			}
			for (const words of [
				'P(1) == P(2)',
				'P(1) != P(1)',
				'P(2) < P(1)',
				'Bag()',
				'len(Bag()) == 1',
				'[P(1)] == [P(2)]',
				'same() is Bag(1)',
			])
				expect(await verdicts({ tests: [check(`assert ${words}`)] }, `${program}\nf = 0`), words).toEqual(['wrong_answer']);
			// Data is told from an object by what it is, not by what the object says.
			const liar = 'class A:\n  def __eq__(s, o): return True\n  __ne__ = __hash__ = None\ndef f(): return A()';
			for (const words of ['candidate() == 2', '2 == candidate()', '[candidate()] == [2]', 'candidate() in (1, 2)', 'candidate() == None'])
				expect(await verdicts({ tests: [check(`assert ${words}`)] }, liar), words).toEqual(['wrong_answer']);
		});

		it('use whatever the program defines by its name: constants, classes, what is in them, functions as values', async () => {
			const program = [
				'from enum import Enum',
				'from typing import NamedTuple',
				'LIMIT, WORDS, TABLE = 3, ["a", "b"], {"k": (1, 2)}',
				'class Color(Enum):',
				'    RED = 1',
				'    BLUE = 2',
				'class Shape:',
				'    sides = 0',
				'    @staticmethod',
				'    def unit(): return Square(1)',
				'class Square(Shape):',
				'    sides = 4',
				'    def __init__(self, side): self.side = side',
				'class Point(NamedTuple):',
				'    x: int',
				'def f(n=1): return Square(n)',
				'def paint(): return Color.RED',
				'def twice(g, x): return g(g(x))',
				'def double(x): return 2 * x',
				'def origin(): return Point(0)',
			].join('\n');
			const right = [
				'LIMIT == 3 and LIMIT + 1 == 4 and 2 * LIMIT == 6 and range(LIMIT)[-1] == 2 and f"{LIMIT:03d}" == "003"',
				'WORDS == ["a", "b"] and "b" in WORDS and WORDS[0] == "a" and ",".join(WORDS) == "a,b" and isinstance(WORDS, list)',
				'TABLE["k"] == (1, 2) and dict(TABLE) == {"k": (1, 2)} and [*TABLE] == ["k"] and {3: 1}[LIMIT] == 1',
				'paint() is Color.RED and paint() == Color.RED != Color.BLUE and paint().value == 1 and Color(2) is Color.BLUE',
				'[c.name for c in Color] == ["RED", "BLUE"] and Color["BLUE"].value == 2 and len(Color) == 2',
				'isinstance(candidate(), Square) and isinstance(candidate(), Shape) and not isinstance(candidate(), Color)',
				'not isinstance(5, Square) and isinstance(candidate(), (int, Shape)) and issubclass(Square, Shape)',
				'Square.sides == 4 and Shape.unit().side == 1 and Square(3).side == 3',
				'twice(double, 3) == 12 and list(map(double, [1, 2])) == [2, 4] and callable(double) and double.__name__ == "double"',
				'isinstance(origin(), Point) and origin() == (0,) and not isinstance((0,), Point)',
			];
			for (const words of right) {
				const result = await grade({ tests: [check(`assert ${words}`)] }, program);
				expect(result, words).toMatchObject({ verdict: 'accepted' });
				expect(result.tests[0]?.assurance, words).toBe('own_objects');
			}
			for (const words of [
				'LIMIT == 4',
				'"c" in WORDS',
				'paint() == Color.BLUE',
				'isinstance(Shape.unit(), Color)',
				'twice(double, 3) == 6',
			])
				expect(await verdicts({ tests: [check(`assert ${words}`)] }, program), words).toEqual(['wrong_answer']);
			expect((await grade({ tests: [check('assert NOWHERE == 4')] }, program)).tests[0]).toMatchObject({
				verdict: 'runtime_error',
				reason: 'entry_point_missing: the program does not define NOWHERE',
			});
			const derived = 'class Cube(Square):\n      faces = 6\n    assert Cube(2).side == 2';
			expect((await grade({ tests: [check(derived)] }, program)).tests[0]).toMatchObject({ verdict: 'accepted', assurance: 'in_process' });
		});

		it('expect exceptions of the program by their own names', async () => {
			const program = [
				'class BankError(Exception): pass',
				'class Overdrawn(BankError):',
				'    def __init__(self, by): super().__init__(f"over by {by}"); self.by = by',
				'class Missing(BankError, KeyError): pass',
				'def f(n):',
				'    if n > 9: raise Overdrawn(n - 9)',
				'    if n < 0: raise Missing(n)',
				'    return n',
			].join('\n');
			const catching = (kind: string, n: number) =>
				`try:\n        candidate(${n})\n        assert False\n    except ${kind} as e:\n        told = e`;
			const right = [
				`${catching('Overdrawn', 12)}\n    assert told.by == 3 and str(told) == "over by 3" and isinstance(told, BankError)`,
				catching('BankError', 12),
				catching('(ValueError, BankError)', -1),
				catching('KeyError', -1),
				`${catching('BankError', -1)}\n    assert isinstance(told, KeyError) and not isinstance(told, Overdrawn)`,
				'import unittest\n    case = unittest.TestCase()\n    case.assertRaises(Overdrawn, candidate, 10)\n    with case.assertRaises(Missing): candidate(-1)',
			];
			for (const body of right) expect(await verdicts({ tests: [check(body)] }, program), body).toEqual(['accepted']);
			for (const body of [catching('Overdrawn', -1), catching('KeyError', 12)])
				expect(await verdicts({ tests: [check(body)] }, program), body).toEqual(['runtime_error']);
			expect(await verdicts({ tests: [check(catching('Overdrawn', 9))] }, program)).toEqual(['wrong_answer']);
		});

		it('await what coroutines of the program give', async () => {
			const program = 'import asyncio\nasync def f(n):\n  await asyncio.sleep(0)\n  if n < 0: raise ValueError("no")\n  return 2 * n';
			const judged = async (words: string) => (await grade({ tests: [check(`import asyncio\n    ${words}`)] }, program)).tests[0];
			const right = await judged('assert asyncio.run(candidate(2)) == 4');
			expect(right).toMatchObject({ verdict: 'accepted' });
			expect(right?.assurance).toBeUndefined();
			const both = 'async def both(): return await asyncio.gather(candidate(1), candidate(2))\n    assert asyncio.run(both()) == [2, 4]';
			expect(await judged(both)).toMatchObject({ verdict: 'accepted' });
			expect(await judged('assert asyncio.run(candidate(2)) == 5')).toMatchObject({ verdict: 'wrong_answer' });
			expect(await judged('asyncio.run(candidate(-2))')).toMatchObject({ verdict: 'runtime_error', reason: 'raised: ValueError: no' });
		});

		it('fall back to one process where an argument cannot be carried, and say so', async () => {
			const result = await grade({ tests: [check('assert candidate(lambda x: x + 1) == 3')] }, 'def f(g): return g(2)');
			expect(result.tests[0]).toMatchObject({ verdict: 'accepted', assurance: 'in_process' });
			const wrong = await grade({ tests: [check('assert candidate(lambda x: x + 1) == 3')] }, 'import sys\ndef f(g): sys.exit(0)');
			expect(wrong.tests[0]).toMatchObject({ verdict: 'wrong_answer', assurance: 'in_process' });
		});

		it('carry the builtin types', async () => {
			const program = 'def f(x, kind): return [e for e in x if not isinstance(e, kind)]';
			const [result] = (await grade({ tests: [check('assert candidate([1, "a", 2.5], str) == [1, 2.5]')] }, program)).tests;
			expect(result).toMatchObject({ verdict: 'accepted' });
			expect(result?.assurance).toBeUndefined();
		});

		it('judge the same whether a test makes one call or a whole conversation, for one program after the other', async () => {
			const tests = [
				check('assert candidate(1) == 2'),
				check('assert candidate(1) == 2 and candidate(2) == 3'),
				check('assert candidate(candidate(1)) == 3'),
				check('x = 1\n    for _ in range(50): x = candidate(x)\n    assert x == 51'),
				check('import random\n    n = random.randrange(10**9)\n    assert candidate(n) == n + 1'),
				check('assert True'),
				check('assert [candidate(n) for n in range(3)] == [1, 2, 3]'),
			];
			const [yes, no] = ['accepted', 'wrong_answer'];
			const programs: [string, (string | undefined)[]][] = [
				['def f(x): return x + 1', [yes, yes, yes, yes, yes, yes, yes]],
				['def f(x): return 2', [yes, no, no, no, no, yes, no]],
				['def f(x): return 0', [no, no, no, no, no, yes, no]],
				['n = 0\ndef f(x):\n  global n\n  n += 1\n  return x + n', [yes, no, no, no, yes, yes, no]],
			];
			for (const [program, expected] of [...programs, ...programs]) expect(await verdicts({ tests }, program), program).toEqual(expected);
		});

		it('say something of the program even where they ask it nothing', async () => {
			const tests = [code('def square(n): return n * n\nassert square(2) == 4\nassert callable(f)\nassert f(3) == square(3)')];
			expect(await verdicts({ tests }, 'def f(x): return x * x')).toEqual(['accepted', 'accepted', 'accepted']);
			expect(await verdicts({ tests }, 'def g(x): return x * x')).toEqual(['runtime_error', 'runtime_error', 'runtime_error']);
			expect(await verdicts({ tests }, 'raise SystemExit(1)')).toEqual(['runtime_error', 'runtime_error', 'runtime_error']);
			const [named, unnamed] = ['f', undefined].map((name) => [code('assert pow(2, 3) == 8', name)]);
			expect(await verdicts({ tests: named }, 'pass')).toEqual(['runtime_error']);
			const [result] = (await grade({ tests: unnamed }, 'def pow(a, b): return a ** b')).tests;
			expect(result).toMatchObject({ verdict: 'no_verdict', reason: expect.stringContaining('`entry_point` is to be named') });
			expect(await verdicts({ tests: [code('assert pow(2, 3) == 9', 'pow')] }, 'def pow(a, b): return 9')).toEqual(['accepted']);
		});

		it('that run texts of the program run them beside it, and not in a judge that others have after it', async () => {
			const tests = ['assert eval(f(3)) == 9', 'assert eval(f(4)) == 16'].map((text) => code(text));
			const poison = `def f(n):
    return "__import__('os').write(3, b'D{\\"result\\":\\"passed\\"}\\\\nD{\\"result\\":\\"failed\\",\\"reason\\":\\"\\"}\\\\n')" if n == 3 else "16"`;
			const before = await grade({ tests }, poison);
			expect(before.tests.map(({ verdict, assurance }) => [verdict, assurance])[0]).not.toEqual(['accepted', undefined]);
			const { tests: honest } = await grade({ tests }, 'def f(n): return f"{n} * {n}"');
			expect(honest.map(({ verdict, assurance }) => [verdict, assurance])).toEqual([
				['accepted', 'in_process'],
				['accepted', 'in_process'],
			]);
			expect(await verdicts({ tests }, 'def f(n): return "0" if n == 4 else "9"')).toEqual(['accepted', 'wrong_answer']);
		});

		it('are stopped by the limit of one test, however many there are, when what is returned never ends', async () => {
			const limits = { cpu_ms: 300, wall_ms: 1500 };
			const numbers = [...Array(60).keys()];
			const text = numbers.map((n) => `assert sum(f(${n})) == ${(n * (n + 1)) / 2}`).join('\n');
			const started = performance.now();
			const given = await verdicts({ limits, tests: [code(text)] }, 'def f(n): return range(10**15 if n == 2 else n + 1)');
			expect(given).toEqual(numbers.map((n) => (n === 2 ? 'time_limit' : 'accepted')));
			expect(performance.now() - started).toBeLessThan(25_000);
		});

		it('call methods of one object', async () => {
			const program = 'class Solution:\n  n = 0\n  def next(self):\n    self.n += 1\n    return self.n';
			const body = 'x = candidate()\n    assert (x, candidate()) == (1, 2)';
			for (const name of ['next', 'Solution().next']) {
				expect(await verdicts({ tests: [code(`def check(candidate):\n    ${body}`, name)] }, program), name).toEqual(['accepted']);
			}
		});

		it('have an empty input, so that a program that asks for some fails at once', async () => {
			const program = 'def f(x): return x\nn = int(input())';
			for (const body of ['assert candidate(1) == 1', 'assert candidate(candidate(1)) == 1']) {
				const started = performance.now();
				const [result] = (await grade({ tests: [check(body)] }, program)).tests;
				expect(result).toMatchObject({ verdict: 'runtime_error', stderr: expect.stringContaining('EOFError') });
				expect(performance.now() - started).toBeLessThan(3000);
			}
		});

		it('judge by the CPU time that the program needs for its answer', async () => {
			const limits = { cpu_ms: 300 };
			const bodies = ['assert candidate(1) == 1', 'assert candidate(candidate(1)) == 1'];
			for (const body of bodies) {
				expect(await verdicts({ limits, tests: [check(body)] }, 'def f(x):\n  while True: pass')).toEqual(['time_limit']);
				expect(
					await verdicts(
						{ limits, tests: [check(body)] },
						'import threading\ndef work():\n  while True: pass\nthreading.Thread(target=work).start()\ndef f(x): return x',
					),
				).toEqual(['accepted']);
			}
		});

		it('show what a compiler says of a program joined with its test', async () => {
			const tests = [code('int main() { return f() == 1 ? 0 : 1; }', 'f')];
			expect(await grade({ tests }, 'int f() { return 1; }', 'cpp')).toMatchObject({ verdict: 'accepted' });
			const result = await grade({ tests }, 'int g() { return 1; }', 'cpp');
			expect(result).toMatchObject({ verdict: 'compile_error', compile_output: expect.stringContaining('was not declared') });
		});

		const collected: Record<string, string> = {
			'functions that pytest would find': 'def test_one():\n    assert f(1) == 2\ndef test_two():\n    assert f(2) == 3',
			'functions that the text runs itself': 'def test_one():\n    assert f(1) == 2\ntest_one()',
			'test cases behind a guard':
				'import unittest\nclass T(unittest.TestCase):\n    def test_one(self): self.assertEqual(f(1), 2)\n    def test_two(self): self.assertEqual(f(2), 3)\nif __name__ == "__main__":\n    unittest.main()',
			'test cases that the text runs':
				'import unittest\nclass T(unittest.TestCase):\n    def test_one(self): self.assertEqual(f(1), 2)\nunittest.main(argv=["x"])',
			'test cases that the text runs without leaving':
				'import unittest\nclass T(unittest.TestCase):\n    def test_one(self): self.assertEqual(f(1), 2)\nunittest.main(argv=["x"], exit=False)',
		};
		it.each(Object.entries(collected))('run %s', async (_what, text) => {
			expect(new Set(await verdicts({ tests: [code(text)] }, 'def f(x): return x + 1'))).toEqual(new Set(['accepted']));
			expect(await verdicts({ tests: [code(text)] }, 'def f(x): return x')).toContain('wrong_answer');
			expect(await verdicts({ tests: [code(text)] }, 'def f(x): raise ValueError')).not.toContain('accepted');
		});

		it.each(Object.entries(files))('run a file for pytest or unittest: %s', async (_what, { text, wrong, tests }) => {
			const right = await grade({ tests: [code(text)] }, program);
			expect(right).toMatchObject({ verdict: 'accepted', total: tests });
			expect(right.tests.filter(({ assurance }) => assurance === 'in_process')).toEqual([]);
			for (const [words, others] of wrong) {
				const { verdict } = await grade({ tests: [code(text)] }, program.replace(words, others));
				expect(['wrong_answer', 'runtime_error'], others).toContain(verdict);
			}
		});

		it('import the program as the module `solution`, and have no verdict where they import what is not there', async () => {
			const right: [string, string][] = [
				['from solution import f', 'f'],
				['from solution import *', 'f'],
				['from solution import f as g', 'g'],
				['import solution', 'solution.f'],
			];
			for (const [imports, name] of right) {
				const tests = [code(`${imports}\nassert ${name}(1) == 2\nassert ${name}(2) == 3`)];
				expect(await verdicts({ tests }, 'def f(x): return x + 1'), imports).toEqual(['accepted', 'accepted']);
				expect(await verdicts({ tests }, 'def f(x): return 2'), imports).toEqual(['accepted', 'wrong_answer']);
				const missing = await grade({ tests }, 'def h(x): return x + 1');
				expect(missing.reason, imports).toBe('entry_point_missing: the program does not define f');
			}
			const broken: [string, string][] = [
				['import nowhere', "ModuleNotFoundError: No module named 'nowhere'"],
				['from math import nothing', "cannot import name 'nothing' from 'math'"],
				['import solution.part', "'solution' is not a package"],
				['import pytest\npytest.importorskip("numpy")', 'pytest.importorskip is not offered'],
				['import pytest\n@pytest.mark.xfail\ndef test_f(): assert f(1) == 3', 'pytest.mark.xfail is not offered'],
				['import pytest\ndef test_f(capsys): assert f(1) == 2', 'the fixture capsys is not offered'],
				['import math\nassert math.nothing', "module 'math' has no attribute 'nothing'"],
				['data = {}["key"]', "KeyError: 'key'"],
				[
					'import pytest\n@pytest.mark.parametrize("x", [1], indirect=True)\ndef test_f(x): assert f(1) == 2',
					'with indirect is not offered',
				],
			];
			for (const [text, reason] of broken) {
				const [result] = (await grade({ tests: [code(`${text}\nassert f(1) == 2`)] }, 'def f(x): return x + 1')).tests;
				expect(result, text).toMatchObject({ verdict: 'no_verdict', reason: expect.stringContaining(reason) });
			}
			// The program's own error of that kind is the program's.
			expect(await verdicts({ tests: [check('assert candidate(1)')] }, 'def f(x): import nowhere')).toEqual(['runtime_error']);
		});

		it('end with what ended them first, whatever the test makes of it', async () => {
			const swallow = (call: string, error: string) => `try: ${call}\n    except ${error}: pass`;
			const early = 'import os\ndef f(x): os._exit(0)';
			expect(await verdicts({ tests: [check(swallow('candidate(1)', 'BaseException'))] }, early)).toEqual(['runtime_error']);
			const [uncarried] = (await grade({ tests: [check(swallow('candidate(lambda: 1)', 'Exception'))] }, 'def f(x): return 1')).tests;
			expect(uncarried).toMatchObject({ verdict: 'accepted', assurance: 'in_process' });
		});

		it('fail where what an assert says of them cannot be put into words', async () => {
			const huge = 'def f(x): return 10**5000';
			for (const body of ['assert candidate(1) == 9, candidate(1)', 'assert {9: 1}[candidate(1)] == 1', 'raise Exception(candidate(1))']) {
				const [result] = (await grade({ tests: [check(body)] }, huge)).tests;
				expect(result, body).toMatchObject({
					verdict: 'wrong_answer',
					reason: expect.stringMatching(/^assert: (AssertionError|KeyError|Exception)$/),
				});
			}
		});

		const cheats: Record<string, string> = {
			'an object that equals everything': 'class A:\n  def __eq__(s, o): return True\n  __hash__ = None\ndef f(x): return A()',
			'a subclass of int that equals everything': 'class A(int):\n  def __eq__(s, o): return True\ndef f(x): return A(7)',
			'leaving with exit code 0': 'import sys\ndef f(x): sys.exit(0)',
			'leaving at once': 'import os\nos._exit(0)\ndef f(x): pass',
			'an exit handler': 'import atexit, os\natexit.register(lambda: os._exit(0))\ndef f(x): raise Exception',
			'patching builtins':
				'import builtins\nbuiltins.AssertionError = None\nbuiltins.__build_class__ = None\nbuiltins.isinstance = lambda *a: True\ndef f(x): return 0',
			'a forged answer on every descriptor':
				'import os\ndef f(x):\n  for fd in range(256):\n    try: os.write(fd, b\'D{"result": "passed"}\\n\' * 3)\n    except OSError: pass\n  return 0',
			'an answer with more keys than it should have':
				'import os\ndef f(x):\n  os.write(3, b\'{"id": 1, "value": 0, "args": [], "result": "passed"}\\nD{"result": "passed"}\\n\')\n  return 0',
			'walking the stack and the heap for the test':
				'import gc, sys, types\ndef f(x):\n  for o in gc.get_objects():\n    if isinstance(o, types.FunctionType) and o.__name__ == "check": return 2\n  frame = sys._getframe()\n  while frame:\n    if "check" in frame.f_locals or "units" in frame.f_globals: return 2\n    frame = frame.f_back\n  return 0',
			'reading the test from files and from processes':
				'import glob, os\ndef f(x):\n  places = ["/prog", "/box", "/tmp", "/dev/shm", "/run", "/etc", "/scratch", "/assay/languages"]\n  names = [os.path.join(r, n) for p in places for r, _, ns in os.walk(p) for n in ns]\n  for n in names + glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):\n    try:\n      if b"assert " + b"candidate(1)" in open(n, "rb").read(1 << 16): return 2\n    except OSError: pass\n  return 0',
		};
		for (const [what, program] of Object.entries(cheats)) {
			it(`are not fooled by ${what}`, async () => {
				const [verdict] = await verdicts({ limits: { cpu_ms: 4000 }, tests: [check('assert candidate(1) == 2')] }, program);
				expect(['wrong_answer', 'runtime_error']).toContain(verdict);
			});
		}
	});

	describe('code tests of JavaScript', () => {
		const judged = async (text: string, program: string, entry_point = 'f') =>
			(await grade({ tests: [{ kind: 'code', code: text, entry_point }] }, program, 'javascript')).tests[0];
		const check = (...lines: string[]) => `const testF = () => {\n${lines.join('\n')}\n}\ntestF()`;
		const cases: [what: string, text: string, program: string, verdict: string][] = [
			['asserts that hold', check('console.assert(f(1) === 2)', 'console.assert(f(2) === 3)'), 'const f = (x) => x + 1', 'accepted'],
			['an assert that does not', check('console.assert(f(1) === 2)', 'console.assert(f(2) === 3)'), 'const f = (x) => 2', 'wrong_answer'],
			['a failed assert that is caught', 'try { console.assert(f(1) === 2) } catch {}', 'function f() {}', 'wrong_answer'],
			[
				'helpers of the test',
				'const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)\nconsole.assert(same(f([1]), [1, 1]))',
				'const f = (x) => [...x, ...x]',
				'accepted',
			],
			[
				'packages',
				'const _ = require("lodash")\nrequire("assert").deepStrictEqual(f({ a: [1] }), { a: [1] })\nconsole.assert(_.isEqual(f([2]), [2]))',
				'const _ = require("lodash"); const f = (x) => _.cloneDeep(x)',
				'accepted',
			],
			[
				'arguments changed in place',
				'const x = [3, 1, 2]\nf(x)\nconsole.assert(x.join() === "1,2,3")',
				'const f = (x) => { x.sort() }',
				'accepted',
			],
			[
				'values of all kinds',
				'const a = require("assert")\nconst v = [undefined, null, NaN, -0, Infinity, 2n ** 70n, "\\ud800", new Map([[{ a: 1 }, [2]]]), new Set([1]), new Date(5), /x/gi, new Uint8Array([1, 2]), [, 1], { __proto__: null, k: 1 }, { ["__proto__"]: 1 }]\nfor (const x of v) a.deepEqual(f(x), x)\nconsole.assert(Object.is(f(-0), -0) && f(undefined) === undefined)',
				'const f = (x) => x',
				'accepted',
			],
			[
				'exceptions that are expected',
				'require("assert").throws(() => f(), RangeError)',
				'const f = () => { throw new RangeError("no") }',
				'accepted',
			],
			['exceptions that are not', check('console.assert(f() === 1)'), 'const f = () => { throw new RangeError("no") }', 'runtime_error'],
			['promises', 'f(1).then((v) => console.assert(v === 2))', 'async function f(x) { return x + 1 }', 'accepted'],
			['promises that come out wrong', 'f(1).then((v) => console.assert(v === 2))', 'async function f(x) { return x }', 'wrong_answer'],
			[
				'objects of the program',
				'const s = new Stack(1)\ns.push(5)\nconsole.assert(s.pop() === 5 && s.first === 1)\ns.first = 9\nconsole.assert(s.first === 9)',
				'class Stack { constructor(x) { this.first = x; this.all = [] } push(x) { this.all.push(x) } pop() { return this.all.pop() } }',
				'accepted',
			],
			['a program that is a module', check('console.assert(f(1) === 2)'), 'import fs from "node:fs"\nconst f = (x) => x + 1', 'accepted'],
			['a function that is not there', check('console.assert(g(1) === 2)'), 'const f = 1', 'runtime_error'],
			['an empty input', check('console.assert(f(1) === "")'), 'const f = () => require("fs").readFileSync(0, "utf8")', 'accepted'],
			['endless work', check('f(1)'), 'const f = () => { for (;;); }', 'time_limit'],
		];
		it.each(cases)('judge %s in a process of their own', async (what, text, program, verdict) => {
			const result = await judged(text, program);
			expect(result).toMatchObject({ verdict });
			expect(result?.assurance).toBe(what === 'objects of the program' ? 'own_objects' : undefined);
		});

		it('get what a program throws as what it is', async () => {
			const program = `class Own extends RangeError { constructor() { super('no'); this.name = 'Own'; this.code = [3]; } }
				const f = (x) => { if (x === 1) throw new Own(); if (x === 2) throw 'text'; throw new TypeError('bad'); };
				const g = async () => { throw { a: 1 }; };`;
			const text = `const assert = require('assert');
				assert.throws(() => f(1), RangeError);
				assert.throws(() => f(1), { name: 'Own', message: 'no', code: [3] });
				assert.throws(() => f(2), (thrown) => thrown === 'text');
				assert.throws(() => f(3), TypeError);
				assert.throws(() => f(3), (error) => !(error instanceof RangeError));`;
			expect(await judged(text, program)).toMatchObject({ verdict: 'accepted' });
			expect(await judged('await require("assert").rejects(g(), { a: 1 })', program, 'g')).toMatchObject({ verdict: 'accepted' });
			expect(await judged('f(1)', program)).toMatchObject({ verdict: 'runtime_error', reason: 'raised: Own: no' });
		});

		it('use whatever the program defines by its name, and the program as a module of the same folder', async () => {
			const program = `const LIMIT = 3, WORDS = ['a', 'b'];
				class Shape { static sides = 0; static unit() { return new Square(1); } }
				class Square extends Shape { constructor(side) { super(); this.side = side; } }
				class Lost extends RangeError {}
				const f = (n) => { if (n < 0) throw new Lost('below'); return new Square(n); };
				const twice = (g, x) => g(g(x)), double = (x) => 2 * x;
				module.exports = { f, double, LIMIT, Square };`;
			const right = [
				"assert.strictEqual(LIMIT + 1, 4); assert.deepEqual([...WORDS, LIMIT], ['a', 'b', 3])",
				'assert(f(1) instanceof Square && f(1) instanceof Shape && !(5 instanceof Square) && !(f(1) instanceof Lost))',
				'assert.equal(Shape.sides, 0); assert.equal(Shape.unit().side, 1); assert.equal(new Square(4).side, 4)',
				'assert.equal(twice(double, 3), 12)',
				"assert.throws(() => f(-1), Lost); assert.throws(() => f(-1), { message: 'below' })",
				"const { double, LIMIT } = require('./solution'); assert.equal(double(LIMIT), 6)",
				"const it = require('../main.js'); assert(it.f(2) instanceof it.Square)",
				"assert.equal(typeof nowhere, 'undefined'); assert.equal(typeof f, 'function'); assert.equal(double(2), 4)",
				'assert.deepEqual([1, 2].map(double), [2, 4]); assert.equal(double.call(null, 2), 4)',
			];
			for (const words of right)
				expect(await judged(`const assert = require('assert');\n${words}`, program), words).toMatchObject({ verdict: 'accepted' });
			const map = await judged("require('assert').deepEqual([1, 2].map(double), [2, 4])", program);
			expect(map?.assurance).toBeUndefined();
			for (const words of ['assert.equal(LIMIT, 4)', 'assert(Shape.unit() instanceof Lost)', 'assert.equal(twice(double, 3), 6)'])
				expect(await judged(`const assert = require('assert');\n${words}`, program), words).toMatchObject({ verdict: 'wrong_answer' });
			expect(await judged('console.assert(NOWHERE === 4)', program)).toMatchObject({
				verdict: 'runtime_error',
				reason: 'entry_point_missing: the program does not define NOWHERE',
			});
		});

		it('have no verdict where they need what is not there', async () => {
			const jest = (body: string) => `test('it', () => { ${body} });`;
			const broken: [string, string][] = [
				["const x = require('nowhere');", "Cannot find module 'nowhere'"],
				['undefined.member;', 'TypeError: Cannot read properties of undefined'],
				[jest('expect(f(1)).toMatchSnapshot()'), 'expect.toMatchSnapshot is not offered'],
				["test.skip('it', () => { f(1) }); test('other', () => { expect(f(1)).toBe(2) })", 'test.skip is not offered'],
			];
			for (const [text, reason] of broken)
				expect(await judged(`${text}\nconsole.assert(f(1) === 2)`, 'const f = (x) => x + 1'), text).toMatchObject({
					verdict: 'no_verdict',
					reason: expect.stringContaining(reason),
				});
			expect(await judged('console.assert(f(1))', "const f = () => require('nowhere')")).toMatchObject({ verdict: 'runtime_error' });
		});

		it('are run as Jest runs them', async () => {
			const program = `class Account {
					balance = 0;
					deposit(n) { if (n <= 0) throw new RangeError('not ' + n); this.balance += n; return this; }
				}
				const half = (n) => n / 2, pair = (a, b) => ({ a, b }), letters = (s) => [...s];
				const later = async (n) => { if (n < 0) throw new TypeError('below'); return [n]; };
				module.exports = { Account, half, pair, letters, later };`;
			const text = `const { Account, half, pair, letters, later } = require('./account');
				const begun = [];
				beforeAll(() => { begun.push('all') });
				describe('Account', () => {
					let account;
					beforeEach(() => { account = new Account(); begun.push('each') });
					afterEach(() => { account = undefined });
					it('adds', () => { expect(account.deposit(5).balance).toBe(5) });
					it('starts anew', () => { expect(account.balance).toBe(0); expect(begun).toEqual(['all', 'each', 'each']) });
					test('refuses', () => {
						expect(() => account.deposit(-1)).toThrow(RangeError);
						expect(() => account.deposit(-1)).toThrow('not -1');
						expect(() => account.deposit(1)).not.toThrow();
						expect(account).toBeInstanceOf(Account);
					});
				});
				describe('the others', () => {
					test.each([[1, 0.5], [3, 1.5]])('half of %i', (n, expected) => { expect(half(n)).toBeCloseTo(expected) });
					test('pairs', () => {
						expect(pair(1, undefined)).toEqual({ a: 1 });
						expect(pair(1, undefined)).not.toStrictEqual({ a: 1 });
						expect(pair({ x: [1] }, 2)).toMatchObject({ a: { x: [1] } });
						expect(pair(1, 2)).toHaveProperty('a', 1);
						expect(letters('abc')).toHaveLength(3);
						expect(letters('abc')).toContain('b');
						expect([letters('ab')]).toContainEqual(['a', 'b']);
						expect(letters('abc').join('')).toMatch(/^a.c$/);
						expect(half(1)).toBeLessThan(1);
						expect(half('x')).toBeNaN();
					});
					test('later', async () => {
						expect(await later(1)).toEqual([1]);
						await expect(later(2)).resolves.toEqual([2]);
						await expect(later(-1)).rejects.toThrow(TypeError);
						await expect(later(-1)).rejects.not.toThrow('above');
					});
					test('calls back', (done) => { later(3).then((value) => { expect(value[0]).toBe(3); done() }) });
				});`;
			const tests = [{ kind: 'code', code: text }];
			expect((await grade({ tests }, program, 'javascript')).tests[0]).toMatchObject({ verdict: 'accepted', assurance: 'own_objects' });
			const wrong = [
				['this.balance += n', 'this.balance = n + 1'],
				['balance = 0', 'balance = 1'],
				["throw new RangeError('not ' + n)", 'return this'],
				["'not ' + n", "'no'"],
				['n / 2', 'n >> 1'],
				['({ a, b })', '({ b })'],
				['[...s]', '[s]'],
				['return [n]', 'return [n, n]'],
				["throw new TypeError('below')", 'return [n]'],
			] as const;
			for (const [words, others] of wrong) {
				const [result] = (await grade({ tests }, program.replace(words, others), 'javascript')).tests;
				expect(['wrong_answer', 'runtime_error'], `${others}: ${result?.reason}`).toContain(result?.verdict);
			}
			// A function of the program's may have such a name.
			expect(await judged("console.assert(test('a', () => 1) === 'a')", 'const test = (x) => x', 'test')).toMatchObject({
				verdict: 'accepted',
				assurance: 'in_process',
			});
			const joined = "test('maps', () => { expect(f([1], (x) => x + 1)).toEqual([2]) })";
			for (const [code, verdict] of [
				['const f = (xs, g) => xs.map(g)', 'accepted'],
				['const f = (xs, g) => xs', 'wrong_answer'],
				['const f = (xs, g) => process.exit(0)', 'wrong_answer'],
			])
				expect(await judged(joined, code ?? ''), code).toMatchObject({ verdict, assurance: 'in_process' });
		});

		it('call methods of one Solution', async () => {
			const program = 'class Solution { count = 0; next() { return ++this.count; } }';
			expect(await judged('console.assert(next() === 1); console.assert(next() === 2);', program, 'next')).toMatchObject({
				verdict: 'accepted',
			});
		});

		it('get what a generator gives', async () => {
			const program = 'function* f(n) { for (let i = 0; i < n; i++) yield i; }';
			expect(await judged('require("assert").deepStrictEqual([...f(3)], [0, 1, 2])', program)).toMatchObject({ verdict: 'accepted' });
			const rest = 'const f = (items) => [...items].length';
			expect(await judged('console.assert(f([5, 6].values()) === 2)', rest)).toMatchObject({ verdict: 'accepted' });
		});

		it('are failed by data that they cannot read, and broken only by their own text', async () => {
			expect(await judged('console.assert(JSON.parse(f(3)).a === 3)', "const f = () => '{'")).toMatchObject({ verdict: 'wrong_answer' });
			expect(await judged('console.assert(BigInt(f(3)) === 3n)', "const f = () => 'three'")).toMatchObject({ verdict: 'wrong_answer' });
			expect(await judged('console.assert(f(3) === )', 'const f = () => 3')).toMatchObject({ verdict: 'no_verdict' });
		});

		it('fall back to one process where an argument cannot be carried, and say so', async () => {
			expect(await judged('console.assert(f((x) => x + 1) === 3)', 'const f = (g) => g(2)')).toMatchObject({
				verdict: 'accepted',
				assurance: 'in_process',
			});
		});

		it('judge `call` tests too', async () => {
			const call = (args: unknown[], expected: unknown) => ({ kind: 'call', entry_point: 'add', args, expected });
			const tests = [call([1, 2], 3), call([[1], { a: 2 }], 3), call([1, 1], 3)];
			const { tests: results } = await grade({ tests }, 'var add = (a, b) => (a[0] ?? a) + (b.a ?? b)', 'javascript');
			expect(results.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted', 'wrong_answer']);
			const solution = 'class Solution { add(a, b) { return [a + b] } }';
			expect((await grade({ tests: [call([1, 2], [3])] }, solution, 'javascript')).verdict).toBe('accepted');
		});

		const cheats: Record<string, string> = {
			'leaving with exit code 0': 'const f = () => process.exit(0)',
			'leaving at once': 'process.exit(0); const f = 1',
			'an exit handler': 'process.on("exit", () => { process.exitCode = 0 }); const f = () => { throw 1 }',
			'an object with a value of its choice': 'const f = () => ({ valueOf: () => 2, toString: () => "2", [Symbol.toPrimitive]: () => 2 })',
			'patching its surroundings':
				'console.assert = () => {}; JSON.stringify = () => \'{"result":"passed"}\'; Object.is = () => true; Array.prototype.every = () => true; const f = () => 0',
			'polluting every object':
				'Object.prototype.result = "passed"; Object.prototype.value = 2; Array.prototype[0] = 2; const f = () => ({})',
			'forged answers on every descriptor':
				'const f = () => { for (let fd = 0; fd < 256; fd++) try { require("fs").writeSync(fd, \'D{"result": "passed"}\\n{"id": 1, "value": 0, "args": []}\\nD{"result": "passed"}\\n\') } catch {} return 0 }',
			'looking for the test in files':
				'const fs = require("fs"); const f = () => { for (const p of ["/prog/units.json", "/proc/self/cmdline", "/prog/main.js"]) try { if (fs.readFileSync(p, "utf8").includes("f(1) " + "=== 2")) return 2 } catch {} return 0 }',
		};
		it.each(Object.entries(cheats))('are not fooled by %s', async (_what, program) => {
			const result = await judged(check('console.assert(f(1) === 2)'), program);
			expect(['wrong_answer', 'runtime_error']).toContain(result?.verdict);
			expect(result?.assurance).toBeUndefined();
		});
	});

	describe('checkers', () => {
		const checker = (protocol: string, code: string, language = 'python') => ({ protocol, language, code });
		const tests = stdio(['5', 'answer'], ['6', 'answer']);

		it('of the ICPC protocol decide by exit code and get the output on stdin', async () => {
			const code =
				'import sys\nn = int(open(sys.argv[1]).read())\nopen(sys.argv[3] + "score.txt", "w").close()\nsys.exit(42 if int(sys.stdin.read()) == n * n else 43)';
			expect(await verdicts({ tests, checker: checker('icpc', code) }, 'n = int(input())\nprint(n * n if n == 5 else 0)')).toEqual([
				'accepted',
				'wrong_answer',
			]);
		});

		it('of the testlib protocol decide by exit code and get three files', async () => {
			const code =
				'import sys\ni, o, a = [open(p).read().strip() for p in sys.argv[1:4]]\nassert a == "answer"\nprint("off by one", file=sys.stderr)\nsys.exit(0 if o == i else 1)';
			const result = await grade({ tests, checker: checker('testlib', code) }, 'print(5)');
			expect(result.tests.map((test) => test.verdict)).toEqual(['accepted', 'wrong_answer']);
			expect(result.tests[1]?.reason).toBe('checker: off by one');
		});

		it('of the Codeforces and CMS protocols print a score', async () => {
			const code = 'import sys\nprint(0.5 if open(sys.argv[1]).read().strip() == "6" else 1)';
			for (const protocol of ['codeforces', 'cms']) {
				const result = await grade({ tests, checker: checker(protocol, code) }, 'print(1)');
				expect(result.tests.map(({ verdict, score }) => [verdict, score])).toEqual([
					['accepted', 1],
					['wrong_answer', 0.5],
				]);
			}
		});

		it('that crash on what a program wrote, and not on the suite’s own answer, found it wrong', async () => {
			const reads = checker('icpc', 'import sys\nsys.exit(42 if int(sys.stdin.read()) == int(open(sys.argv[2]).read()) else 43)');
			const result = await grade({ tests: stdio(['', '1'], ['', '2']), checker: reads }, 'pass');
			expect(result.tests.map((test) => test.verdict)).toEqual(['wrong_answer', 'wrong_answer']);
			expect(result.tests[0]?.reason).toMatch(/^checker_failed: exit code 1 .*ValueError/s);
			expect(await verdicts({ tests: stdio(['', '1'], ['', 'two']), checker: reads }, 'print(1)')).toEqual(['accepted', 'no_verdict']);
		});

		it('that run out of memory over what a program wrote, and not over the suite’s own answer, found it wrong', async () => {
			const takes = checker('icpc', 'import sys\nn = int(sys.stdin.read())\nx = b"x" * n\nsys.exit(42 if n == 7 else 43)');
			const [result] = (await grade({ tests: stdio(['', '7']), checker: takes }, 'print(5 * 10 ** 9)')).tests;
			expect(result).toMatchObject({ verdict: 'wrong_answer', reason: expect.stringMatching(/^checker_failed: (memory_limit|exit code)/) });
			const [own] = (await grade({ tests: stdio(['', '5000000000']), checker: takes }, 'print(5 * 10 ** 9)')).tests;
			expect(own).toMatchObject({ verdict: 'no_verdict' });
		});

		it('that crash are our own fault, not a wrong answer', async () => {
			const result = await grade({ tests, checker: checker('icpc', 'raise ValueError') }, 'print(1)');
			expect(result.tests.map((test) => test.verdict)).toEqual(['no_verdict', 'no_verdict']);
			expect(result.tests[0]?.reason).toMatch(/^checker_failed: exit code 1/);
		});

		it('that do not compile are an error of the request, with the compiler’s words', async () => {
			const failing = grade({ tests, checker: checker('testlib', 'int main() { return x; }', 'cpp') }, 'print(1)');
			await expect(failing).rejects.toMatchObject({ code: 'invalid_checker', message: expect.stringContaining('not declared') });
		});

		it('never lie in the sandbox of a candidate', async () => {
			const code = 'import sys\nsecret = "swordfish"\nsys.exit(42 if sys.stdin.read().strip() == "clean" else 43)';
			const program =
				'import os\nfound = False\nfor root, _, names in os.walk("/"):\n  if root.startswith(("/usr", "/proc", "/dev")): continue\n  for n in names:\n    try: found |= b"sword" + b"fish" in open(os.path.join(root, n), "rb").read(1 << 20)\n    except OSError: pass\nprint("found" if found else "clean")';
			expect(await verdicts({ tests: stdio(['', '']), checker: checker('icpc', code) }, program)).toEqual(['accepted']);
		});
	});

	describe('interactive tests', () => {
		const interactor = {
			protocol: 'icpc',
			language: 'python',
			code: 'import sys\nn = int(open(sys.argv[1]).read())\nfor _ in range(8):\n    g = int(input())\n    if g == n: print("right", flush=True); sys.exit(42)\n    print("low" if g < n else "high", flush=True)\nprint("too many guesses", file=sys.stderr)\nsys.exit(43)',
		};
		const tests = [{ kind: 'interactive', input: '37' }];

		it('join a program and the interactor', async () => {
			const program =
				'lo, hi = 1, 100\nwhile True:\n  m = (lo + hi) // 2\n  print(m, flush=True)\n  a = input()\n  if a == "right": break\n  if a == "low": lo = m + 1\n  else: hi = m - 1';
			expect(await verdicts({ tests, interactor }, program)).toEqual(['accepted']);
		});

		it('tell a wrong conversation from a crash and from silence', async () => {
			const limits = { cpu_ms: 1000, wall_ms: 800 };
			const wrong = await grade({ tests, interactor }, 'while True:\n  print(1, flush=True)\n  try: input()\n  except EOFError: break');
			expect(wrong.tests[0]).toMatchObject({ verdict: 'wrong_answer', reason: 'checker: too many guesses' });
			expect(await verdicts({ tests, interactor }, 'print(1, flush=True)\n1 / 0')).toEqual(['runtime_error']);
			// The interactor fails over it, which is no way to a result without a verdict.
			expect(await verdicts({ tests, interactor }, 'print(1)')).toEqual(['wrong_answer']);
			expect(await verdicts({ tests, interactor, limits }, 'import time\ntime.sleep(60)')).toEqual(['time_limit']);
		});

		it('find a conversation wrong over which an interactor crashes that has accepted another on that test', async () => {
			const unread = 'print("forty", flush=True)\ntry: input()\nexcept EOFError: pass';
			const judged = async (input: string, program: string) =>
				(await grade({ tests: [{ kind: 'interactive', input }], interactor }, program)).tests[0];
			expect(await judged('40', unread)).toMatchObject({ verdict: 'no_verdict', reason: expect.stringContaining('ValueError') });
			expect(await judged('40', 'print(40, flush=True)\ninput()')).toMatchObject({ verdict: 'accepted' });
			expect(await judged('40', unread)).toMatchObject({ verdict: 'wrong_answer', reason: expect.stringContaining('ValueError') });
			expect(await judged('41', unread)).toMatchObject({ verdict: 'no_verdict' });
		});
	});

	describe('a program that is judged for a reward', () => {
		const tests = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => ({ id, kind: 'stdio', input: String(index), output: String(index) }));
		const level = (number: number, ...ids: string[]) => ({ level: number, weight: 0.5, tests: ids });
		const evaluation: Evaluation = {
			scheme: 'strict',
			options: {},
			suite: { tests: tests.map(({ id }) => id), levels: [level(1, 'a', 'b', 'c'), level(2, 'd', 'e', 'f')] },
			priors: { f: { failRate: 0.9, costMs: 1 } },
		};
		const lazily = async (code: string, more: Record<string, unknown> = {}, language = 'python', asked = evaluation) => {
			const result = await grader.grade({ problem: problem({ tests, ...more }), language, code, evaluation: asked });
			return { verdict: result.verdict, tests: Object.fromEntries(result.tests.map(({ id, verdict }) => [id, verdict])) };
		};

		it('runs no test of a level behind one that fails', async () => {
			const { verdict, tests: settled } = await lazily('n = int(input())\nprint(n if n != 1 else 99)');
			expect(verdict).toBe('wrong_answer');
			expect(settled).toMatchObject({ a: 'accepted', b: 'wrong_answer', d: 'skipped', e: 'skipped', f: 'skipped' });
		});

		it('begins a level with the test that fails most often', async () => {
			const order: string[] = [];
			const submission = { problem: problem({ tests }), language: 'python', code: 'print(input())', evaluation };
			await grader.grade(submission, { onTest: ({ id }) => order.push(id) });
			expect(order).toEqual(['a', 'b', 'c', 'f', 'd', 'e']);
		});

		it('goes through as many levels as there are, whatever kinds of test are in them', async () => {
			const kinds = (index: number) =>
				[
					{ kind: 'stdio', input: String(index), output: String(index) },
					{ kind: 'call', entry_point: 'f', args: [index], expected: index },
					{ kind: 'code', entry_point: 'f', code: `assert f(${index}) == ${index}` },
				][index % 3];
			const mixed = Array.from({ length: 12 }, (_, index) => ({ id: String(index), ...kinds(index) }));
			const levels = mixed.map(({ id }, index) => ({ level: index + 1, weight: 1 / 12, tests: [id] }));
			const asked: Evaluation = { ...evaluation, suite: { tests: mixed.map(({ id }) => id), levels }, priors: {} };
			const program = (last: number) => `def f(x): return x if x <= ${last} else -1\nif __name__ == "__main__": print(f(int(input())))`;
			expect(await lazily(program(99), { tests: mixed }, 'python', asked)).toMatchObject({ verdict: 'accepted' });
			const { tests: settled } = await lazily(program(6), { tests: mixed }, 'python', asked);
			expect(Object.values(settled).join(' ')).toBe([...Array(7).fill('accepted'), 'wrong_answer', ...Array(4).fill('skipped')].join(' '));
		});

		it('runs all tests of a program that passes, and accepts it', async () => {
			const { verdict, tests: settled } = await lazily('print(input())');
			expect(verdict).toBe('accepted');
			expect(new Set(Object.values(settled))).toEqual(new Set(['accepted']));
		});

		it('is never accepted when tests were skipped', async () => {
			const first: Evaluation = { ...evaluation, scheme: 'fraction', options: { first_n: 2 } };
			const { verdict, tests: settled } = await lazily('print(input())', {}, 'python', first);
			expect(verdict).toBe('skipped');
			expect(settled).toMatchObject({ a: 'accepted', b: 'accepted', c: 'skipped' });
		});

		it('does so for every kind of test', async () => {
			const ids = tests.map(({ id }) => id);
			const call = ids.map((id, index) => ({ id, kind: 'call', entry_point: 'f', args: [index], expected: index }));
			expect((await lazily('def f(x): return x if x != 1 else 99', { tests: call })).tests).toMatchObject({
				b: 'wrong_answer',
				d: 'skipped',
			});
			const code = ids.map((id, index) => ({ id, kind: 'code', entry_point: 'f', code: `assert f(${index}) == ${index}` }));
			expect((await lazily('def f(x): return x if x != 1 else 99', { tests: code })).tests).toMatchObject({
				b: 'wrong_answer',
				d: 'skipped',
			});
			const talks = ids.map((id, index) => ({ id, kind: 'code', entry_point: 'f', code: `assert f(f(${index})) == ${index}` }));
			expect((await lazily('def f(x): return x if x != 1 else 99', { tests: talks })).tests).toMatchObject({
				b: 'wrong_answer',
				c: 'skipped',
				d: 'skipped',
			});
			const joined = ids.map((id, index) => ({ id, kind: 'code', code: `console.assert(f(() => ${index}) === ${index})` }));
			expect((await lazily('const f = (g) => g() !== 1 ? g() : 99', { tests: joined }, 'javascript')).tests).toMatchObject({
				b: 'wrong_answer',
				c: 'skipped',
			});
		});

		it('is not judged by the levels of another suite', async () => {
			await expect(lazily('print(input())', { tests: tests.slice(1) })).rejects.toMatchObject({ code: 'levels_mismatch' });
		});
	});

	describe('requests that cannot be judged', () => {
		it('name a language that is not known, with those that are', () => {
			expect(() => grader.check({ problem: problem({ tests: stdio(['', '']) }), language: 'brainfuck', code: '' })).toThrow(
				expect.objectContaining({ code: 'unknown_language', hint: expect.stringContaining('python') }),
			);
		});

		it('ask a comparator for what it does not have', () => {
			const compare = { method: 'icpc', flags: 'no_such_flag' };
			expect(() => grader.check({ problem: problem({ tests: stdio(['', '']), compare }), language: 'python', code: '' })).toThrow(
				expect.objectContaining({ code: 'invalid_request' }),
			);
		});
	});

	it('compiles a program once, however often it is judged', async () => {
		const tests = stdio(['', '7']);
		const before = grader.stats();
		const code = '#include <cstdio>\nint main() { std::puts("7"); }';
		await Promise.all([1, 2, 3].map(() => grade({ tests }, code, 'cpp')));
		expect(await grade({ tests }, code, 'cpp')).toMatchObject({ verdict: 'accepted' });
		const after = grader.stats();
		expect(after.compileCacheMisses - before.compileCacheMisses).toBe(1);
		expect(after.compileCacheHits - before.compileCacheHits).toBe(3);
	});

	it('stops at once when it is aborted, and the next program is judged right', async () => {
		const abort = new AbortController();
		const start = performance.now();
		const running = grader.grade(
			{ problem: problem({ tests: stdio(['', '']) }), language: 'python', code: 'import time\ntime.sleep(60)' },
			{ signal: abort.signal },
		);
		const rejected = expect(running).rejects.toThrow('the client has gone');
		abort.abort(new Error('the client has gone'));
		await rejected;
		expect(performance.now() - start).toBeLessThan(5000);
		expect(await verdicts({ tests: stdio(['4', '4']) }, 'print(input())')).toEqual(['accepted']);
	});

	it('answers no_verdict, with the cause, when its sandboxes fail again and again', async () => {
		const wall = await openTestWall();
		const broken: Wall = {
			name: 'broken',
			kindFor: (language) => (language === 'python' ? wall.kindFor(language) : undefined),
			protections: async () => [],
			close: async () => await wall.close(),
			// The first ones work, so that the grader starts; none after that.
			open: ((left) => async (options) => {
				if (left-- > 0) return wall.open(options);
				throw new SandboxFault('no more sandboxes');
			})(2) as Wall['open'],
		};
		await using failing = await createGrader({ wall: broken, slots: 1 });
		const killer = { problem: problem({ limits: { cpu_ms: 200 }, tests: stdio(['', '']) }), language: 'python', code: 'while True: pass' };
		await failing.grade(killer); // its sandbox is thrown away after this
		const result = await failing.grade(killer);
		expect(result).toMatchObject({ verdict: 'no_verdict', passed: 0, total: 1 });
		expect(result.tests[0]?.reason).toBe('sandbox_fault: no more sandboxes');
	});

	it('has met no fault of its own in all of this', () => {
		expect(engine.faults).toEqual([]);
	});
});
