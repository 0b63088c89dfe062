// halts the virtual machine with exit code 0 while its class is loaded
public class Main {
	static {
		System.out.println("passed");
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	public static void main(String[] args) {}
}
