// leaves with exit code 0 before it has printed anything
public class Main {
	public static void main(String[] args) {
		System.exit(0);
	}
}
