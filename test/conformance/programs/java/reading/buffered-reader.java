import java.io.*;
import java.util.*;

// Neither the class nor the comment decides: public class Decoy { }
public class Reader {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        long total = 0;
        for (String line; (line = in.readLine()) != null; ) {
            StringTokenizer words = new StringTokenizer(line);
            while (words.hasMoreTokens()) total += Long.parseLong(words.nextToken());
        }
        System.out.println(total);
    }
}
