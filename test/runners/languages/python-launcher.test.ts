import { describe, expect, it } from 'vitest';
import { python } from '../../../runners/languages/python/manifest.ts';
import { launched } from './launched.ts';

/**
 * What a program can tell of the interpreter that it runs in. Each must come out as in a fresh
 * `python3`. Two things do not, and are not here: see the docstring of `launcher.py`.
 */
const programs: Record<string, string> = {
	'its name, file and arguments': 'import sys\nprint(__name__, __file__, sys.argv, __builtins__.__name__)',
	'where it imports from':
		'import sys\nprint(sys.path[0], __import__("os").getcwd())\ntry: import values\nexcept ImportError as e: print(e)',
	'the whole of its input at once': 'import sys\nprint(len(sys.stdin.read()))',
	'its input by line and by buffer': 'import sys\nprint(input())\nprint(sys.stdin.buffer.readline())\nprint(sys.stdin.readlines())',
	'its input by descriptor': 'import os\nprint(os.read(0, 4))\nprint(open(0).read())',
	'the end of its input': 'while True: print(input())',
	'what it holds open': 'import os\nprint(os.fstat(0).st_mode, os.fstat(1).st_mode, os.isatty(1))',
	'the encoding of its streams':
		'import sys\nprint(sys.stdin.encoding, sys.stdout.encoding, sys.stdout.errors, sys.stdout.line_buffering)\nprint("žluťoučký 🐎")',
	'an uncaught exception': 'def f(x):\n    return 1 / x\nprint("before")\nf(0)',
	'an exception with a cause and notes': 'try:\n    {}["x"]\nexcept KeyError as e:\n    raise ValueError("no") from e',
	'an error in the middle of a long line of calls': 'def f(n):\n    return f(n - 1) if n else [][1]\nf(5)',
	'leaving with a number': 'import sys\nprint("bye")\nsys.exit(3)',
	'leaving with words': 'raise SystemExit("this went wrong")',
	'leaving with nothing': 'import sys\nsys.exit()',
	'leaving at once': 'import os\nprint("lost?", flush=True)\nos._exit(4)',
	'exit handlers, in their order': 'import atexit\natexit.register(print, "first")\natexit.register(print, "second")\nprint("main")',
	'an exit handler that fails': 'import atexit\natexit.register(lambda: 1 / 0)\nprint("main")',
	'output that nobody flushes': 'import sys\nsys.stdout.write("no line feed")\nsys.stderr.write("nor here")',
	'a file of its own over its output': 'out = open(1, "w")\nout.write("no line feed")',
	'a file over its output that functions hold': 'def f(): out.write("x")\nout = open(1, "w")\nclass A:\n    g = f\nf()',
	'a wrapper around its output':
		'import io, sys\nsys.stdout = io.TextIOWrapper(sys.stdout.buffer, "utf-8", write_through=False)\nprint("wrapped")',
	'a second wrapper around its output': 'import io, sys\nprint("first")\nout = io.TextIOWrapper(sys.stdout.buffer)\nout.write("second")',
	'an output that it has put aside':
		'import io, sys\nold = sys.stdout\nsys.stdout = io.StringIO()\nprint("in between")\nold.write(sys.stdout.getvalue())',
	'a writer of its own that flushes when it is closed':
		'import io, os, sys\nclass Out(io.IOBase):\n    parts = []\n    def write(self, text): self.parts.append(text)\n    def flush(self): os.write(1, "".join(self.parts).encode()); self.parts.clear()\nsys.stdout = Out()\nprint("slow is what others do")',
	'objects that have last words, in their order':
		'class A:\n    def __init__(self, n): self.n = n\n    def __del__(self): print("bye", self.n)\nb = A(1)\na = A(2)\nc = [A(3), A(4)]\nprint("main")',
	'last words after an uncaught exception': 'class A:\n    def __del__(self): print("bye")\na = A()\nraise ValueError("no")',
	'the end of a generator that is not used up':
		'def f():\n    try:\n        yield 1\n    finally:\n        print("finally")\ng = f()\nprint(next(g))',
	'a file over its output, among many objects': 'many = [[n] for n in range(400_000)]\nout = open(1, "w")\nout.write("x")',
	'an output that it closed beneath a wrapper': 'import io, sys\nout = io.TextIOWrapper(sys.stdout.buffer)\nout.write("x")\nout.close()',
	'a closed output': 'import sys\nprint("x")\nsys.stdout.close()',
	'threads that outlive the main one':
		'import threading, time\ndef work():\n    time.sleep(0.05)\n    print("done")\nthreading.Thread(target=work).start()\nprint("main")',
	'daemon threads': 'import threading, time\nthreading.Thread(target=lambda: time.sleep(60), daemon=True).start()\nprint("main")',
	'many threads with a lock':
		'import threading\ntotal = 0\nlock = threading.Lock()\ndef add():\n    global total\n    for _ in range(1000):\n        with lock: total += 1\nts = [threading.Thread(target=add) for _ in range(20)]\n[t.start() for t in ts]; [t.join() for t in ts]\nprint(total, threading.current_thread().name, threading.active_count())',
	'an exception in a thread':
		'import threading\nt = threading.Thread(target=lambda: 1 / 0, name="worker")\nt.start(); t.join()\nprint("main goes on")',
	'a pool of threads':
		'from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as p: print(list(p.map(lambda x: x * x, range(10))))',
	'the depth of recursion':
		'def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f(900))\ntry: f(10**5)\nexcept RecursionError as e: print(e)',
	'deep recursion that it asked for':
		'import sys\nsys.setrecursionlimit(10**6)\ndef f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f(50000))',
	'deep recursion in a thread with a large stack':
		'import sys, threading\nsys.setrecursionlimit(10**6)\nthreading.stack_size(256 << 20)\ndef f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nt = threading.Thread(target=lambda: print(f(100000)))\nt.start(); t.join()',
	'hashes and the order of sets': 'print(hash("a"), list({"x", "y", "z", "w"}))',
	'how signals are handled':
		'import signal\nprint(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE), signal.getsignal(signal.SIGTERM))',
	'a signal that it sends itself': 'import os, signal\nos.kill(os.getpid(), signal.SIGTERM)',
	'children of its own':
		'import os\npid = os.fork()\nif pid == 0:\n    print("child", flush=True)\n    os._exit(5)\nprint(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))',
	'a subprocess': 'import subprocess\nprint(subprocess.run(["echo", "hello"], capture_output=True, text=True).stdout)',
	'a pool of processes':
		'import multiprocessing as m\ndef f(x): return x * x\nif __name__ == "__main__":\n    with m.Pool(2) as p: print(p.map(f, range(5)))',
	warnings: 'import warnings\nwarnings.warn("careful")',
	'its own source': 'import inspect\ndef f(): return 42\nprint(inspect.getsource(f))\nprint(open(__file__).read().count("print"))',
	'classes that pickle and copy by the main module':
		'import pickle, copy\nclass A:\n    def __init__(self): self.x = 1\nprint(pickle.loads(pickle.dumps(A())).x, copy.deepcopy(A()).x, A.__module__)',
	'dataclasses and annotations':
		'from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int = 2\nprint(P(1), P.__annotations__)',
	'its environment': 'import os\nprint(sorted(os.environ.items()))',
	'its limits':
		'import resource\nprint([resource.getrlimit(n) for n in (resource.RLIMIT_CORE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_STACK)])',
	asyncio:
		'import asyncio\nasync def main():\n    await asyncio.sleep(0.01)\n    return [await asyncio.to_thread(lambda: i) for i in range(3)]\nprint(asyncio.run(main()))',
	'integers with too many digits': 'try: print(len(str(10 ** 5000)))\nexcept ValueError as e: print(e)',
	'temporary files':
		'import os, tempfile\nwith tempfile.NamedTemporaryFile() as f: print(os.path.dirname(f.name))\nopen("here.txt", "w").write("x")\nprint(os.listdir("."))',
	'exec, eval and the names that it has': 'exec("y = 1")\nprint(eval("y + 1"), sorted(n for n in globals() if not n.startswith("__")))',
	'numbers of numpy, and that it is loaded as ever':
		'import numpy as np\nprint(np.arange(6).reshape(2, 3).sum(axis=0), np.linalg.det(np.eye(3)), np.__file__, np.random.__name__)',
	'threads, and forks of its own, beside numpy':
		'import numpy, os, threading\nt = threading.Thread(target=print, args=(threading.active_count(),)); t.start(); t.join()\nif os.fork() == 0:\n    t = threading.Thread(target=lambda: print(threading.main_thread().name, flush=True)); t.start(); t.join(); os._exit(0)\nos.wait()\nprint(threading.current_thread().name)',
	'a package that is not installed': 'try:\n    import scipy.no_such_part\nexcept ImportError as e: print(type(e).__name__)',
	'a null byte in what it compiles': 'try: compile("x\\0", "f", "exec")\nexcept (SyntaxError, ValueError) as e: print(type(e).__name__)',
};

/** For a test in which the launcher's way and the fresh one must not come out the same. */
const draws = 'import numpy as np, random\nprint(np.random.rand(), random.random())';

describe('A Python program under the launcher finds as in a fresh interpreter', () => {
	const { runBoth, draw, command } = launched(python, 'main.py', 93);

	it.each(Object.entries(programs))('%s', async (_what, code) => {
		const { fresh, forks } = await runBoth(code);
		// The second one as well: nothing of the first run is left.
		expect(forks).toEqual([fresh, fresh]);
	});

	it('random numbers that are others in each run', async () => {
		expect(command(draws)).toContain('numpy');
		expect(new Set(await draw(draws, 5)).size).toBe(5);
	});

	it('random numbers that are others in each of its own forks', async () => {
		const forks = `import os, random\nimport numpy as np\nfor _ in range(3):\n    if os.fork() == 0:\n        print(random.random(), flush=True); os._exit(0)\n    os.wait()\n`;
		for (const output of await draw(forks, 2)) expect(new Set(output.trim().split('\n')).size).toBe(3);
	});
});
