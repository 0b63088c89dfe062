// sends signals to its parent and to every process that it can name
for (const signal of ['SIGCONT', 'SIGUSR1', 'SIGTERM', 'SIGSTOP', 'SIGKILL']) {
	for (const pid of [process.ppid, 1, ...Array(1000).keys()]) {
		if (pid === 0 || pid === process.pid) continue;
		try {
			process.kill(pid, signal);
		} catch {}
	}
}
console.log('passed');
