import java.io.*;
import java.math.*;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

/** Uses what programs usually use, so that the archives of class-data sharing hold it: see the Makefile of the virtual machine. It is compiled and run when Assay is set up. */
public class Rehearsal {
	sealed interface Shape permits Circle, Square {}
	record Circle(double radius) implements Shape {}
	record Square(int side) implements Shape {}
	enum Colour { RED, GREEN { @Override String word() { return "leaf"; } }; String word() { return name().toLowerCase(); } }
	static class Point implements Comparable<Point> {
		final int x, y;
		Point(int x, int y) { this.x = x; this.y = y; }
		@Override public int compareTo(Point other) { return x != other.x ? Integer.compare(x, other.x) : y - other.y; }
		@Override public boolean equals(Object other) { return other instanceof Point p && p.x == x && p.y == y; }
		@Override public int hashCode() { return Objects.hash(x, y); }
		@Override public String toString() { return "(" + x + ", " + y + ")"; }
	}
	static class Failure extends RuntimeException { Failure(String message, Throwable cause) { super(message, cause); } }
	interface Visitor<T, R> { R visit(T node); }
	static <T extends Comparable<T>> T largest(Collection<? extends T> of) { T best = null; for (T one : of) if (best == null || one.compareTo(best) > 0) best = one; return best; }
	static long power(long base, long exponent, long modulus) { long result = 1; for (base %= modulus; exponent > 0; exponent >>= 1, base = base * base % modulus) if ((exponent & 1) == 1) result = result * base % modulus; return result; }

	public static void main(String[] arguments) throws Exception {
		byte[] input = System.in.readAllBytes();
		PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
		read(input, out);
		collect(out);
		stream(out);
		compute(out);
		text(out);
		atOnce(out);
		fail(out);
		out.flush();
		System.out.println("done");
	}

	static void read(byte[] input, PrintWriter out) throws IOException {
		Scanner scanner = new Scanner(new ByteArrayInputStream(input));
		out.println(scanner.nextInt() + scanner.nextLong() + scanner.nextLine() + scanner.hasNextLine() + scanner.next() + scanner.hasNextInt() + scanner.nextLine() + scanner.nextDouble());
		System.setIn(new ByteArrayInputStream(input));
		BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
		StringTokenizer tokens = new StringTokenizer(reader.readLine());
		out.println(Integer.parseInt(tokens.nextToken()) + Long.parseLong(tokens.nextToken()) + reader.readLine().split(" ").length + reader.lines().count());
		StreamTokenizer numbers = new StreamTokenizer(new BufferedReader(new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8)));
		numbers.nextToken();
		DataInputStream data = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(input), 1 << 16));
		out.println(numbers.nval + data.read());
	}

	static void collect(PrintWriter out) {
		List<Integer> list = new ArrayList<>(Arrays.asList(3, 1, 2));
		Collections.sort(list);
		list.sort(Comparator.reverseOrder());
		list.sort(Comparator.comparing((Integer n) -> -n).thenComparing(Function.identity()));
		list.removeIf(n -> n > 2);
		Map<String, List<Integer>> groups = new HashMap<>();
		groups.computeIfAbsent("a", key -> new ArrayList<>()).add(1);
		groups.getOrDefault("b", List.of()).forEach(n -> out.print(n));
		for (Map.Entry<String, List<Integer>> entry : groups.entrySet()) out.print(entry.getKey() + entry.getValue());
		Map<Integer, Integer> counts = new TreeMap<>();
		counts.merge(1, 1, Integer::sum);
		counts.putIfAbsent(2, 2);
		Map<String, Integer> ordered = new LinkedHashMap<>(Map.of("k", 1));
		Set<Integer> seen = new HashSet<>(list), sorted = new TreeSet<>(list), linked = new LinkedHashSet<>(list);
		Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
		deque.offerLast(deque.pollFirst());
		deque.push(4);
		Queue<int[]> queue = new PriorityQueue<>((a, b) -> a[0] - b[0]);
		queue.add(new int[] { 2, 1 });
		queue.offer(new int[] { 1, 2 });
		PriorityQueue<Long> largest = new PriorityQueue<>(Collections.reverseOrder());
		largest.add(5L);
		Stack<Character> stack = new Stack<>();
		stack.push('(');
		LinkedList<String> chain = new LinkedList<>(List.of("x", "y"));
		Iterator<String> iterator = chain.iterator();
		iterator.next();
		iterator.remove();
		BitSet bits = new BitSet(64);
		bits.set(3);
		EnumMap<Colour, Integer> byColour = new EnumMap<>(Colour.class);
		byColour.put(Colour.GREEN, 1);
		int[] numbers = { 5, 3, 4 };
		Arrays.sort(numbers);
		Integer[] boxed = { 5, 3 };
		Arrays.sort(boxed, (a, b) -> b - a);
		int[][] grid = new int[3][4];
		for (int[] row : grid) Arrays.fill(row, -1);
		Arrays.sort(grid, Comparator.comparingInt(row -> row[0]));
		Collections.reverse(list);
		Collections.swap(chain, 0, 0);
		Collections.shuffle(list, new Random(1));
		out.println(queue.poll()[0] + " " + Arrays.toString(numbers) + Arrays.deepToString(grid) + Arrays.hashCode(numbers) + largest + stack.pop() + bits + byColour + ordered + counts + seen + sorted + linked + largest(List.of(new Point(1, 2))) + Colour.GREEN.word() + Collections.max(list) + Collections.unmodifiableList(list) + new Vector<>(list) + Arrays.binarySearch(numbers, 4) + Arrays.copyOfRange(numbers, 0, 2).length + ((TreeMap<Integer, Integer>) counts).floorKey(3) + ((TreeMap<Integer, Integer>) counts).headMap(2) + new Hashtable<>(counts));
	}

	static void stream(PrintWriter out) {
		List<String> words = Stream.of("pear", "fig", "apple").filter(word -> word.length() > 2).map(String::toUpperCase).sorted().collect(Collectors.toList());
		Map<Integer, Long> byLength = words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting()));
		Map<Boolean, List<String>> parts = words.stream().collect(Collectors.partitioningBy(word -> word.startsWith("A")));
		Map<String, Integer> lengths = words.stream().collect(Collectors.toMap(Function.identity(), String::length, (a, b) -> a));
		int sum = IntStream.rangeClosed(1, 10).filter(n -> n % 2 == 0).map(n -> n * n).sum();
		int[] squares = IntStream.range(0, 5).map(n -> n * n).toArray();
		out.println(String.join(",", words) + byLength + parts + lengths + sum + Arrays.stream(squares).boxed().map(String::valueOf).collect(Collectors.joining(" ", "[", "]")) + words.stream().mapToInt(String::length).max().getAsInt() + Stream.iterate(1, n -> n * 2).limit(5).reduce(0, Integer::sum) + words.stream().anyMatch("FIG"::equals) + "text".chars().mapToObj(c -> (char) c).collect(Collectors.toSet()) + Arrays.asList(1, 2, 2).stream().distinct().skip(1).findFirst().orElse(0) + DoubleStream.of(1.5, 2).average().orElseThrow() + Arrays.stream("3 4".split(" ")).mapToLong(Long::parseLong).sum() + Stream.of(List.of(1), List.of(2)).flatMap(List::stream).toList() + LongStream.range(0, 3).summaryStatistics());
	}

	static void compute(PrintWriter out) {
		BigInteger big = BigInteger.TWO.pow(100).add(BigInteger.valueOf(7)).mod(new BigInteger("1000000007"));
		BigDecimal exact = new BigDecimal("10").divide(new BigDecimal("3"), 5, RoundingMode.HALF_UP).setScale(2, RoundingMode.DOWN);
		Random random = new Random(42);
		Shape shape = random.nextInt() == 0 ? new Square(2) : new Circle(1.5);
		double area = shape instanceof Circle circle ? Math.PI * Math.pow(circle.radius(), 2) : 1;
		out.println(big + " " + exact + power(3, 200, 1_000_000_007L) + area + Math.sqrt(2) + Math.abs(-1) + Math.floorMod(-3, 5) + Integer.toBinaryString(10) + Long.toHexString(255L) + Integer.bitCount(7) + Integer.MAX_VALUE + Double.compare(1.0, 2.0) + Character.isDigit('1') + Character.getNumericValue('7') + random.nextDouble() + (int) 'a' + Long.numberOfTrailingZeros(8) + shape + big.gcd(BigInteger.TEN) + new BigInteger("255").toString(2));
	}

	static void text(PrintWriter out) {
		StringBuilder builder = new StringBuilder();
		for (char letter = 'a'; letter < 'e'; letter++) builder.append(letter).append(1).append(' ').append(2.5);
		builder.insert(0, "x").reverse().setLength(3);
		builder.deleteCharAt(0).setCharAt(0, 'q');
		String text = "The quick  brown fox";
		Matcher matcher = Pattern.compile("(\\w+)\\s+([a-z]*)").matcher(text);
		while (matcher.find()) out.print(matcher.group(1) + matcher.start());
		out.printf("%d %5.2f %s %05d %x %c %b %,d%n", 1, 2.345, "three", 4, 255, 'c', true, 1234567);
		out.println(String.format("%.6f|%10s|%-5d", 1 / 3.0, "right", 5) + text.toLowerCase().replaceAll("[aeiou]", "*") + text.indexOf("quick") + text.substring(4, 9).trim().charAt(0) + text.contains("fox") + "a,b,,c".split(",").length + text.strip().isBlank() + "ab".repeat(3) + String.valueOf(new char[] { 'o', 'k' }) + text.toCharArray().length + new StringBuilder(text).reverse() + "b".compareTo("a") + text.equalsIgnoreCase("x") + text.replace('T', 't') + new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + text.hashCode() + text.chars().filter(Character::isLetter).count() + Optional.of(text).map(String::length).get());
		String kind = switch (builder.length()) { case 1 -> "one"; case 2 -> "two"; default -> { yield "more"; } };
		switch (kind) { case "one": out.println(1); break; default: out.println(kind + """
			 lines
			of text"""); }
		switch (Colour.RED) { case RED -> out.println(Colour.valueOf("RED").ordinal()); default -> out.println(Colour.values().length); }
		out.println(LocalDate.of(2024, 2, 29).plusDays(1).getDayOfWeek() + " " + Duration.ofMinutes(90) + System.currentTimeMillis() + System.nanoTime());
	}

	static void atOnce(PrintWriter out) throws Exception {
		AtomicInteger count = new AtomicInteger();
		Thread thread = new Thread(null, count::incrementAndGet, "worker", 1 << 26);
		thread.start();
		thread.join();
		ExecutorService pool = Executors.newFixedThreadPool(2);
		Future<Integer> future = pool.submit(() -> 6 * 7);
		Map<String, LongAdder> shared = new ConcurrentHashMap<>();
		shared.computeIfAbsent("k", key -> new LongAdder()).increment();
		out.println(future.get() + count.get() + CompletableFuture.supplyAsync(() -> 1, pool).thenApply(n -> n + 1).join() + shared.toString());
		pool.shutdown();
		pool.awaitTermination(1, TimeUnit.SECONDS);
		synchronized (out) { out.println(Thread.currentThread().getName()); }
	}

	static void fail(PrintWriter out) {
		try {
			try {
				Object[] objects = new Integer[1];
				out.println(new int[1][0].length / Integer.parseInt("0") + objects.length);
			} catch (ArithmeticException | ArrayIndexOutOfBoundsException cause) {
				throw new Failure("wrapped", cause);
			} finally {
				out.print("");
			}
		} catch (Failure failure) {
			StringWriter words = new StringWriter();
			failure.printStackTrace(new PrintWriter(words));
			out.println(words.toString().lines().count());
		}
		for (Supplier<Object> wrong : List.<Supplier<Object>>of(() -> List.of(1).get(2), () -> Integer.parseInt("x"), () -> (Object) ((Object[]) null).length, () -> new ArrayDeque<>().pop(), () -> List.of().iterator().next())) {
			try { wrong.get(); } catch (RuntimeException honest) { out.println(honest); }
		}
		Visitor<String, Integer> visitor = new Visitor<>() { @Override public Integer visit(String node) { return node.length(); } };
		BiFunction<Integer, Integer, Integer> add = Integer::sum;
		Runnable run = () -> out.println(visitor.visit("node") + add.apply(1, 2));
		run.run();
		assert out != null : "never";
	}
}
