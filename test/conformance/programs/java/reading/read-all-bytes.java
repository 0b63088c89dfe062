package judged.here;

import java.util.Arrays;

interface Numbers {
    long[] all(String text);
}

public class Whole {
    public static void main(String[] args) throws Exception {
        String text = new String(System.in.readAllBytes());
        Numbers numbers = words -> Arrays.stream(words.trim().split("\\s+")).mapToLong(Long::parseLong).toArray();
        System.out.println(Arrays.stream(numbers.all(text)).sum());
    }
}
