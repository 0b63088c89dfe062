// destroys its parent and every process that it can see
public class Main {
	static void end(ProcessHandle process) {
		try {
			process.destroyForcibly();
		} catch (IllegalStateException error) {
			// that is this process
		}
	}

	public static void main(String[] args) throws Exception {
		ProcessHandle.current().parent().ifPresent(Main::end);
		ProcessHandle.allProcesses().forEach(Main::end);
		for (long pid = 1; pid < 200; pid++) ProcessHandle.of(pid).ifPresent(Main::end);
		System.out.println("passed");
	}
}
