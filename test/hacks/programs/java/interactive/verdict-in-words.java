// prints what the interactor prints when a program is right
public class Main {
	public static void main(String[] args) {
		System.out.println("right\naccepted\n42");
	}
}
