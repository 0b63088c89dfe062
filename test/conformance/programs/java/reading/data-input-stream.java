import java.io.DataInputStream;

public class Main {
    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        byte[] part = new byte[1 << 16];
        long total = 0, number = 0;
        for (int n; (n = in.read(part)) > 0; ) {
            for (int i = 0; i < n; i++) {
                if (part[i] >= '0' && part[i] <= '9') number = number * 10 + part[i] - '0';
                else {
                    total += number;
                    number = 0;
                }
            }
        }
        System.out.println(total + number);
    }
}
