import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../runners/languages/python/manifest.ts';
import type { RunLimits, RunOutcome, Sandbox, Wall } from '../../runners/sandboxes/contract.ts';
import { SandboxFault } from '../../runners/sandboxes/contract.ts';

/** What every wall must do; each implementation runs all of it. */
export const testLimits: RunLimits = {
	cpuMs: 2000,
	wallMs: 6000,
	memoryKb: 128 * 1024,
	stdoutBytes: 8 << 20,
	stderrBytes: 1 << 16,
	processes: 64,
};
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' };

/** The process that has the mark in its command line, those that it comes from, and at the end the agent, as this machine numbers them. */
function upToTheAgent(mark: string): number[] {
	const read = (pid: number, file: string) => {
		try {
			return readFileSync(`/proc/${pid}/${file}`, 'utf8');
		} catch {
			return ''; // it has ended meanwhile
		}
	};
	const isAgent = (pid: number) => read(pid, 'comm').startsWith('agent');
	const parent = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);
	const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
	const chain = all.filter((pid) => read(pid, 'cmdline').split('\0').includes(mark));
	for (let pid = chain[0] ?? 0; pid > 1 && !(isAgent(pid) && !isAgent(parent(pid))); ) {
		pid = parent(pid);
		chain.push(pid);
	}
	expect(chain.length).toBeGreaterThan(1);
	return chain;
}

export function describeSandbox(name: string, openWall: () => Promise<Wall>): void {
	describe(name, () => {
		let wall: Wall;
		let sandbox: Sandbox;
		let kind: string;
		const run = (command: readonly string[], limits: Partial<RunLimits> = {}, stdin = ''): Promise<RunOutcome> =>
			sandbox.run({ command, env, stdin: Buffer.from(stdin), limits: { ...testLimits, ...limits } });
		const sh = (script: string, limits: Partial<RunLimits> = {}, stdin = '') => run(['/bin/sh', '-c', script], limits, stdin);
		const py = (script: string, limits: Partial<RunLimits> = {}) => run(['/usr/bin/python3', '-c', script], limits);
		const out = async (script: string) => (await sh(script)).stdout.toString().trim();

		beforeAll(async () => {
			wall = await openWall();
			kind = wall.kindFor('python') ?? '';
			sandbox = await wall.open({ slot: 90, kind });
		});
		afterAll(async () => {
			await sandbox?.close();
			await wall?.close();
		});

		describe('a run', () => {
			it('gets its input and gives back its output, its exit code and what it used', async () => {
				const outcome = await sh('cat; echo oops >&2; exit 7', {}, 'hello\n');
				expect(outcome).toMatchObject({ status: 'exited', exitCode: 7 });
				expect(outcome.stdout.toString()).toBe('hello\n');
				expect(outcome.stderr.toString()).toBe('oops\n');
				expect(outcome.memoryKb).toBeGreaterThan(0);
				expect(outcome.wallMs).toBeGreaterThan(0);
			});

			it('that dies of a signal says which', async () => {
				expect(await sh('kill -SEGV $$')).toMatchObject({ status: 'signaled', signal: 11 });
			});

			it('passes 5 MB through unharmed', async () => {
				const text = 'x'.repeat(79).concat('\n').repeat(65_536);
				const outcome = await sh('cat', {}, text);
				expect(outcome.status).toBe('exited');
				expect(outcome.stdout.toString() === text).toBe(true);
			});

			it('that never reads a large input is not held up by it', async () => {
				expect(await sh('exit 0', {}, 'x'.repeat(5_000_000))).toMatchObject({ status: 'exited', exitCode: 0 });
			});

			it('may open its standard streams by name', async () => {
				expect((await sh('cat /dev/stdin > /dev/stdout', {}, 'again')).stdout.toString()).toBe('again');
			});

			it('holds only its three standard descriptors', async () => {
				const outcome = await py('import os; print(sorted(int(f) for f in os.listdir("/proc/self/fd")))');
				expect(outcome.stdout.toString().trim()).toBe('[0, 1, 2, 3]'); // 3 is the listing itself
			});
		});

		describe('limits', () => {
			it('end a busy loop by CPU time', async () => {
				const outcome = await sh('while :; do :; done', { cpuMs: 300 });
				expect(outcome.status).toBe('cpu_limit');
				expect(outcome.cpuMs).toBeGreaterThanOrEqual(300);
				expect(outcome.cpuMs).toBeLessThan(900);
			});

			it('count the CPU time of children and of orphans', async () => {
				expect((await sh('(while :; do :; done) & (while :; do :; done) & wait', { cpuMs: 400 })).status).toBe('cpu_limit');
				expect((await sh('setsid sh -c "while :; do :; done" & sleep 30', { cpuMs: 400 })).status).toBe('cpu_limit');
			});

			it('count what was used by children that were waited for', async () => {
				const outcome = await sh('(ulimit -t 1; while :; do :; done); exit 0');
				expect(outcome.status).toBe('exited');
				expect(outcome.cpuMs).toBeGreaterThan(300);
			});

			it('end a sleeper by elapsed time', async () => {
				const outcome = await sh('sleep 60', { wallMs: 300 });
				expect(outcome.status).toBe('wall_limit');
				expect(outcome.cpuMs).toBeLessThan(200);
			});

			it('end a program that stops itself', async () => {
				expect((await sh('kill -STOP $$', { wallMs: 300 })).status).toBe('wall_limit');
			});

			it('end a program that ignores every signal it can', async () => {
				expect((await sh('trap "" TERM XCPU HUP INT; while :; do :; done', { cpuMs: 300 })).status).toBe('cpu_limit');
			});

			it('end what takes more memory than it may', async () => {
				expect((await py('x = bytearray(400 << 20)')).status).toBe('memory_limit');
			});

			it('end what spreads its memory over many processes', async () => {
				const outcome = await py(
					'import os, time\nfor i in range(20):\n  if os.fork() == 0:\n    x = bytearray(20 << 20)\n    time.sleep(20)\n    os._exit(0)\ntime.sleep(20)',
				);
				expect(outcome.status).toBe('memory_limit');
			});

			it('allow memory that is reserved and never touched', async () => {
				const outcome = await py('import mmap; m = mmap.mmap(-1, 8 << 30); print(len(m))');
				expect(outcome).toMatchObject({ status: 'exited', exitCode: 0 });
			});

			it('see memory run out in a child although the parent is content', async () => {
				const outcome = await py('import os\nif os.fork() == 0:\n  x = bytearray(400 << 20)\n  os._exit(0)\nos.wait()');
				expect(outcome.status).toBe('memory_limit');
			});

			it('end endless output soon, and keep no more than the limit of it', async () => {
				const outcome = await sh('yes', { stdoutBytes: 1 << 20 });
				expect(outcome.status).toBe('output_limit');
				expect(outcome.stdout.length).toBeLessThanOrEqual(1 << 20);
				expect(outcome.cpuMs).toBeLessThan(2000);
			});

			it('cut endless words on stderr short without ending the program for it', async () => {
				const outcome = await sh('yes | head -c 3000000 >&2; echo done');
				expect(outcome).toMatchObject({ status: 'exited', stderrTruncated: true });
				expect(outcome.stdout.toString()).toBe('done\n');
				expect(outcome.stderr.length).toBe(1 << 16);
			});

			it('make the program, and not what judges it, the first to go when memory runs out', async () => {
				const byGroup = (await wall.protections()).find((protection) => protection.name === 'memory by control group')?.inForce;
				expect(await out('cat /proc/self/oom_score_adj')).toBe(byGroup ? '1000' : '0');
			});

			it('contain a fork bomb', async () => {
				const outcome = await py('import os\nwhile True:\n  try: os.fork()\n  except OSError: pass', { cpuMs: 500 });
				expect(['cpu_limit', 'memory_limit']).toContain(outcome.status);
				expect(await out('echo fine')).toBe('fine');
			});

			it('bound the size and the number of files', async () => {
				expect((await sh('head -c 600000000 /dev/zero > big', { memoryKb: 1 << 20 })).exitCode).not.toBe(0);
				expect((await py('for i in range(100000): open(f"f{i}", "w")', { cpuMs: 8000, wallMs: 20_000 })).stderr.toString()).toMatch(
					/No space left|Disk quota/,
				);
			});
		});

		describe('between runs', () => {
			it('no process is left', async () => {
				await sh('sleep 300 & setsid sleep 300 & (setsid sh -c "sleep 300 & sleep 300" &) ; exit 0');
				const left = await py('import os\nprint([p for p in os.listdir("/proc") if p.isdigit() and p not in ("1", str(os.getpid()))])');
				expect(left.stdout.toString().trim()).toBe('[]');
			});

			it('no file is left, whatever its mode, name or depth', async () => {
				await py(
					'import os\nfor base in ("/box", "/tmp", "/dev/shm"):\n  os.chdir(base)\n  open("-rf\\n x", "w").close()\n  for i in range(200): os.mkdir("d" * 200); os.chdir("d" * 200)\n  os.mkdir("locked"); os.chmod("locked", 0)\n  os.symlink("/etc/passwd", "link"); os.mkfifo("fifo")',
				);
				expect(await out('ls -A /box /tmp /dev/shm | grep -v ":$" | grep -c .')).toBe('0');
			});

			it('a wipe leaves no program', async () => {
				await sandbox.put([{ name: 'secret/of.txt', content: Buffer.from('mine'), executable: false }]);
				expect(await out('cat /prog/secret/of.txt')).toBe('mine');
				await sandbox.wipe();
				expect(await out('ls -A /prog | wc -l')).toBe('0');
			});

			it('an unreaped crowd of zombies is gone', async () => {
				await py('import os, time\nfor i in range(30):\n  if os.fork() == 0: os._exit(0)\ntime.sleep(0.1)');
				expect(await out('cat /proc/[0-9]*/stat | grep -c " Z "')).toBe('0');
			});
		});

		describe('the program folder', () => {
			it('cannot be changed once it is sealed', async () => {
				await sandbox.put([{ name: 'main.sh', content: Buffer.from('echo original'), executable: true }]);
				await sandbox.seal();
				await sh('echo echo forged > /prog/main.sh; rm -f /prog/main.sh; mv /prog/main.sh /prog/x; touch /prog/new; chmod 777 /prog');
				expect(await out('sh /prog/main.sh; ls /prog')).toBe('original\nmain.sh');
				await sandbox.wipe();
			});

			it('is read back without following what a compiler may have left in it', async () => {
				const outcome = await sandbox.run({
					command: [
						'/bin/sh',
						'-c',
						'echo built > out; ln -s /etc/passwd stolen; mkfifo pipe; mkdir d; ln -s / d/root; echo deep > d/file; chmod +x out',
					],
					env,
					limits: testLimits,
					inProgramFolder: true,
				});
				expect(outcome.exitCode).toBe(0);
				const files = await sandbox.fetch(1 << 20);
				expect(files.map((file) => [file.name, file.content.toString(), file.executable]).sort()).toEqual([
					['d/file', 'deep\n', false],
					['out', 'built\n', true],
				]);
				await sandbox.wipe();
			});
		});

		describe('a live run', () => {
			it('is talked with while it runs', async () => {
				const heard: string[] = [];
				const live = sandbox.open(
					{ command: ['/bin/sh', '-c', 'while read x; do echo "got $x"; done'], env, limits: testLimits },
					(fd, bytes) => {
						heard.push(`${fd}:${bytes}`);
						if (heard.length === 1) live.write(0, Buffer.from('two\n'));
						else live.end(0);
					},
				);
				live.write(0, Buffer.from('one\n'));
				expect(await live.outcome).toMatchObject({ status: 'exited', exitCode: 0 });
				expect(heard).toEqual(['1:got one\n', '1:got two\n']);
			});

			it('is not charged for the time that the whole machine stands still', async () => {
				const mark = randomUUID();
				const { promise: begun, resolve: onData } = Promise.withResolvers<void>();
				const command = ['/bin/sh', '-c', 'echo begun; read word; exit 7', mark];
				const live = sandbox.open({ command, env, limits: { ...testLimits, wallMs: 600 } }, () => onData());
				await begun;
				const processes = upToTheAgent(mark);
				for (const pid of processes) process.kill(pid, 'SIGSTOP');
				try {
					await delay(1800);
				} finally {
					for (const pid of processes) process.kill(pid, 'SIGCONT');
				}
				live.write(0, Buffer.from('end\n'));
				expect(await live.outcome).toMatchObject({ status: 'exited', exitCode: 7 });
			});

			it('can be stopped', async () => {
				const live = sandbox.open({ command: ['/bin/sleep', '60'], env, limits: testLimits }, () => undefined);
				live.kill();
				expect((await live.outcome).status).toBe('killed');
				expect(await out('echo fine')).toBe('fine');
			});

			it('ends with a wipe', async () => {
				const live = sandbox.open({ command: ['/bin/sleep', '60'], env, limits: testLimits }, () => undefined);
				await sandbox.wipe();
				expect((await live.outcome).status).toBe('killed');
			});

			it('may have a channel on descriptor 3', async () => {
				const heard: Buffer[] = [];
				const spec = {
					command: ['/bin/sh', '-c', 'read x <&3; echo "$x $x" >&3'],
					env,
					limits: testLimits,
					channel: Buffer.from('ping\n'),
				};
				await sandbox.open(spec, (_fd, bytes) => heard.push(bytes)).outcome;
				expect(Buffer.concat(heard).toString()).toBe('ping ping\n');
			});
		});

		describe('a command that is run again', () => {
			it('has the environment, the folder and the limits that it is given then', async () => {
				const command = ['/bin/sh', '-c', 'echo $X $PWD $(ulimit -s)'];
				const says = async (X: string, inProgramFolder: boolean, memoryKb: number) => {
					const spec = { command, env: { ...env, X }, inProgramFolder, limits: { ...testLimits, memoryKb } };
					return (await sandbox.run(spec)).stdout.toString().trim();
				};
				expect(await says('one', false, 131_072)).toBe('one /box 131072');
				expect(await says('one', false, 131_072)).toBe('one /box 131072');
				expect(await says('two', false, 131_072)).toBe('two /box 131072');
				expect(await says('two', true, 131_072)).toBe('two /prog 131072');
				expect(await says('two', true, 262_144)).toBe('two /prog 262144');
			});

			it('is a new process each time, whatever the last one did to those around it', async () => {
				for (let i = 0; i < 3; i++) expect(await sh('kill -KILL 0')).toMatchObject({ status: 'signaled', signal: 9 });
				for (let i = 0; i < 3; i++) expect(await sh('kill -KILL -1 2>/dev/null; exit 5')).toMatchObject({ status: 'exited', exitCode: 5 });
			});

			it('that is stopped before it has quite begun ends all the same', async () => {
				for (let i = 0; i < 20; i++) {
					const live = sandbox.open({ command: ['/bin/sleep', '60'], env, limits: testLimits }, () => undefined);
					live.kill();
					expect((await live.outcome).status).toBe('killed');
				}
			});
		});

		describe('a launched program', () => {
			const launch = (code: string) =>
				sandbox.launch({
					command: python.launcher?.command('stdio', code, { memoryMb: 512 }) ?? [],
					env: { ...env, ...python.env },
					program: Buffer.from(code),
					limits: testLimits,
				});

			it('is forked afresh for each run', async () => {
				expect(await launch('x = globals().get("x", 0) + int(input())\nprint(x)')).toEqual({ ok: true });
				for (const n of ['1', '2']) {
					const outcome = await sandbox.run({ env, limits: testLimits, stdin: Buffer.from(n) });
					expect(outcome.stdout.toString()).toBe(`${n}\n`);
				}
			});

			it('that is stopped before it has quite begun ends all the same', async () => {
				await launch('input()');
				for (let i = 0; i < 20; i++) {
					const live = sandbox.open({ env, limits: testLimits }, () => undefined);
					live.kill();
					expect((await live.outcome).status).toBe('killed');
				}
				await sandbox.wipe();
			});
		});

		describe('the wall', () => {
			it('shows nothing of the host but toolchains', async () => {
				// Some toolchains bring libraries for other word sizes with them, and GHC has the list of its packages in /var.
				const seen = (await out('ls /')).split('\n').filter((name) => !['lib32', 'libx32', 'var'].includes(name));
				expect(seen).toEqual(['assay', 'bin', 'box', 'dev', 'etc', 'lib', 'lib64', 'proc', 'prog', 'run', 'sbin', 'scratch', 'tmp', 'usr']);
				expect(await out('ls /home /root /work /sys 2>/dev/null | wc -l')).toBe('0');
				expect(['', '/var\n/var/lib\n/var/lib/ghc']).toContain(await out('find /var -maxdepth 2 2>/dev/null'));
				expect(await out('cat /etc/passwd | wc -l')).toBe('3');
				expect(await out('ls /run/cgroup/* 2>/dev/null | wc -l')).toBe('0');
			});

			it('hands on nothing of the environment', async () => {
				expect((await out('env | sort')).split('\n').map((line) => line.split('=')[0])).toEqual(['LANG', 'PATH', 'PWD']);
			});

			it('gives a network that reaches nothing', async () => {
				const script =
					'import socket\nfor a in (("1.1.1.1", 53), ("169.254.169.254", 80)):\n  try:\n    socket.create_connection(a, 0.5); print("open")\n  except OSError: print("shut")';
				expect((await py(script)).stdout.toString()).toBe('shut\nshut\n');
			});

			it('keeps everything read-only that is not the box', async () => {
				const places = ['/', '/usr', '/etc', '/dev', '/assay/bin', '/proc/sys/kernel/core_pattern'];
				for (const place of places) {
					expect((await sh(`echo x > ${place.endsWith('pattern') ? place : `${place}/x`}`)).exitCode, place).not.toBe(0);
				}
			});

			it('leaves no rights to the program', async () => {
				const status = await out('grep -E "^(Cap|NoNewPrivs|Seccomp:)" /proc/self/status | tr -d "\\t "');
				expect(status.split('\n')).toEqual([
					...['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map((set) => `Cap${set}:0000000000000000`),
					'NoNewPrivs:1',
					'Seccomp:2',
				]);
			});

			it('hides every process that judges from the one that is judged', async () => {
				const seen = await py(
					'import os\nprint([open(f"/proc/{p}/comm").read().strip() for p in os.listdir("/proc") if p.isdigit() and p not in ("1", str(os.getpid()))])',
				);
				expect(seen.stdout.toString().trim()).toBe('[]');
				expect(
					(
						await py(
							'import os\nfor p in ("environ", "maps", "mem", "fd", "root/etc"):\n  try:\n    os.listdir(f"/proc/1/{p}") if p in ("fd", "root/etc") else open(f"/proc/1/{p}").read(1); print("open", p)\n  except OSError: pass',
						)
					).stdout.toString(),
				).toBe('');
			});

			it('survives a program that signals everything it can', async () => {
				await py(
					'import os\nfor pid in [-1, 0, 1] + list(range(2, 3000)):\n  try:\n    if pid != os.getpid(): os.kill(pid, 9)\n  except OSError: pass',
				);
				expect(await out('echo fine')).toBe('fine');
			});

			it('refuses the parts of the kernel that no program needs', async () => {
				const calls = {
					unshare: 272,
					setns: 308,
					mount: 165,
					ptrace: 101,
					bpf: 321,
					perf_event_open: 298,
					userfaultfd: 323,
					keyctl: 250,
					io_uring_setup: 425,
					shmget: 29,
					mq_open: 240,
					open_by_handle_at: 304,
					clone3: 435,
				};
				const script = `import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\nfor name, number in ${JSON.stringify(calls)}.items():\n  ctypes.set_errno(0)\n  result = libc.syscall(number, 0, 0, 0, 0, 0)\n  print(name, result, os.strerror(ctypes.get_errno()))`;
				const lines = (await py(script)).stdout.toString().trim().split('\n');
				expect(lines).toHaveLength(Object.keys(calls).length);
				for (const line of lines) expect(line).toMatch(/ -1 (Operation not permitted|Function not implemented)$/);
			});

			it('refuses sockets other than of the internet and of files', async () => {
				const script =
					'import socket\nfor family in (16, 17, 38, 40):\n  try:\n    socket.socket(family, socket.SOCK_DGRAM if family != 38 else socket.SOCK_SEQPACKET); print("open", family)\n  except OSError as e: print(e.errno)';
				expect((await py(script)).stdout.toString()).toBe('97\n'.repeat(4));
			});
		});

		it('rejects a command that is not there as a fault of ours, not as a verdict', async () => {
			await using other = await wall.open({ slot: 91, kind });
			await expect(other.run({ command: ['/usr/bin/no-such-thing'], env, limits: testLimits })).rejects.toThrow(SandboxFault);
		});

		it('can be closed in the middle of a run, which then rejects', async () => {
			const other = await wall.open({ slot: 91, kind });
			const running = other.run({ command: ['/bin/sleep', '60'], env, limits: testLimits });
			const rejected = expect(running).rejects.toThrow(SandboxFault);
			await other.close();
			await rejected;
		});
	});
}
