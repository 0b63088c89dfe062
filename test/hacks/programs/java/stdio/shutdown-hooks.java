// throws, and has shutdown hooks and handlers make the exit code 0
public class Main {
	static void pass() {
		System.out.println("passed");
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	public static void main(String[] args) {
		Runtime.getRuntime().addShutdownHook(new Thread(Main::pass));
		Thread.setDefaultUncaughtExceptionHandler((thread, error) -> pass());
		throw new AssertionError();
	}
}
