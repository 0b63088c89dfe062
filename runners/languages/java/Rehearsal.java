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

/**
 * Uses what programs usually use, so that the archives of class-data sharing hold it. Set-up compiles
 * and runs it: see the Makefile of the virtual machine. Nothing depends on what it does.
 */
public class Rehearsal {
	sealed interface Shape permits Circle, Square {}
	record Circle(double radius) implements Shape {}
	record Square(int side) implements Shape {}

	enum Colour {
		RED,
		GREEN {
			@Override
			String word() {
				return "leaf";
			}
		};

		String word() {
			return name().toLowerCase();
		}
	}

	static class Point implements Comparable<Point> {
		final int x, y;

		Point(int x, int y) {
			this.x = x;
			this.y = y;
		}

		@Override
		public int compareTo(Point other) {
			return x != other.x ? Integer.compare(x, other.x) : y - other.y;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Point p && p.x == x && p.y == y;
		}

		@Override
		public int hashCode() {
			return Objects.hash(x, y);
		}

		@Override
		public String toString() {
			return "(" + x + ", " + y + ")";
		}
	}

	static class Failure extends RuntimeException {
		Failure(String message, Throwable cause) {
			super(message, cause);
		}
	}

	static PrintWriter out;

	static void show(Object... values) {
		for (Object value : values) out.print(value + " ");
		out.println();
	}

	public static void main(String[] arguments) throws Exception {
		out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
		byte[] input = System.in.readAllBytes();
		read(input);
		collect();
		more();
		stream();
		compute();
		text();
		atOnce();
		fail();
		out.flush();
		System.out.println("done" + input.length);
	}

	static void read(byte[] input) throws IOException {
		Scanner scanner = new Scanner(new ByteArrayInputStream(input));
		show(scanner.nextInt(), scanner.nextLong(), scanner.nextLine(), scanner.hasNextLine(), scanner.next());
		show(scanner.hasNextInt(), scanner.nextLine(), scanner.nextDouble());
		System.setIn(new ByteArrayInputStream(input));
		BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
		StringTokenizer tokens = new StringTokenizer(reader.readLine());
		show(Integer.parseInt(tokens.nextToken()), Long.parseLong(tokens.nextToken()), tokens.hasMoreTokens());
		show(reader.readLine().split(" ").length, reader.lines().count());
		StreamTokenizer numbers = new StreamTokenizer(new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8));
		numbers.nextToken();
		DataInputStream data = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(input), 1 << 16));
		show(numbers.nval, data.read(), new String(input, StandardCharsets.UTF_8).trim().split("\\s+").length);
	}

	static void collect() {
		List<Integer> list = new ArrayList<>(Arrays.asList(3, 1, 2));
		Collections.sort(list);
		list.sort(Comparator.reverseOrder());
		list.sort(Comparator.comparing((Integer n) -> -n).thenComparing(Function.identity()));
		list.removeIf(n -> n > 2);
		Map<String, List<Integer>> groups = new HashMap<>();
		groups.computeIfAbsent("a", key -> new ArrayList<>()).add(1);
		groups.getOrDefault("b", List.of()).forEach(n -> out.print(n));
		for (Map.Entry<String, List<Integer>> entry : groups.entrySet()) show(entry.getKey(), entry.getValue());
		TreeMap<Integer, Integer> counts = new TreeMap<>();
		counts.merge(1, 1, Integer::sum);
		counts.putIfAbsent(2, 2);
		show(counts, counts.floorKey(3), counts.headMap(2), counts.firstEntry(), new LinkedHashMap<>(Map.of("k", 1)));
		show(new HashSet<>(list), new TreeSet<>(list).ceiling(1), new LinkedHashSet<>(list), Set.of(1, 2).contains(1));
		Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
		deque.offerLast(deque.pollFirst());
		deque.push(4);
		Queue<int[]> queue = new PriorityQueue<>((a, b) -> a[0] - b[0]);
		queue.add(new int[] { 2, 1 });
		queue.offer(new int[] { 1, 2 });
		PriorityQueue<Long> largest = new PriorityQueue<>(Collections.reverseOrder());
		largest.add(5L);
		show(queue.poll()[0], deque.peek(), largest);
	}

	static void more() {
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
		show(stack.pop(), chain, bits, byColour, Colour.GREEN.word(), new Vector<>(chain), new Hashtable<>(byColour));
		int[] numbers = { 5, 3, 4 };
		Arrays.sort(numbers);
		Integer[] boxed = { 5, 3 };
		Arrays.sort(boxed, (a, b) -> b - a);
		int[][] grid = new int[3][4];
		for (int[] row : grid) Arrays.fill(row, -1);
		Arrays.sort(grid, Comparator.comparingInt(row -> row[0]));
		show(Arrays.toString(numbers), Arrays.deepToString(grid), Arrays.hashCode(numbers), Arrays.binarySearch(numbers, 4));
		List<Point> points = new ArrayList<>(List.of(new Point(1, 2), new Point(0, 1)));
		Collections.reverse(points);
		Collections.swap(points, 0, 1);
		Collections.shuffle(points, new Random(1));
		show(Collections.max(points), Collections.unmodifiableList(points), Arrays.copyOfRange(numbers, 0, 2).length);
	}

	static void stream() {
		List<String> words = Stream.of("pear", "fig", "apple")
			.filter(word -> word.length() > 2)
			.map(String::toUpperCase)
			.sorted()
			.collect(Collectors.toList());
		show(words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting())));
		show(words.stream().collect(Collectors.partitioningBy(word -> word.startsWith("A"))));
		show(words.stream().collect(Collectors.toMap(Function.identity(), String::length, (a, b) -> a)));
		show(IntStream.rangeClosed(1, 10).filter(n -> n % 2 == 0).map(n -> n * n).sum(), IntStream.range(0, 5).toArray().length);
		show(Arrays.stream(new int[] { 1, 2 }).boxed().map(String::valueOf).collect(Collectors.joining(" ", "[", "]")));
		show(words.stream().mapToInt(String::length).max().getAsInt(), Stream.iterate(1, n -> n * 2).limit(5).reduce(0, Integer::sum));
		show(words.stream().anyMatch("FIG"::equals), "text".chars().mapToObj(c -> (char) c).collect(Collectors.toSet()));
		show(Stream.of(1, 2, 2).distinct().skip(1).findFirst().orElse(0), DoubleStream.of(1.5, 2).average().orElseThrow());
		show(Arrays.stream("3 4".split(" ")).mapToLong(Long::parseLong).sum(), LongStream.range(0, 3).summaryStatistics());
		show(Stream.of(List.of(1), List.of(2)).flatMap(List::stream).toList(), String.join(",", words));
	}

	static void compute() {
		BigInteger big = BigInteger.TWO.pow(100).add(BigInteger.valueOf(7)).mod(new BigInteger("1000000007"));
		BigDecimal exact = new BigDecimal("10").divide(new BigDecimal("3"), 5, RoundingMode.HALF_UP).setScale(2, RoundingMode.DOWN);
		show(big, big.gcd(BigInteger.TEN), exact, new BigInteger("255").toString(2));
		Random random = new Random(42);
		Shape shape = random.nextInt() == 0 ? new Square(2) : new Circle(1.5);
		show(shape instanceof Circle circle ? Math.PI * Math.pow(circle.radius(), 2) : 1, shape, random.nextDouble());
		show(Math.sqrt(2), Math.abs(-1), Math.floorMod(-3, 5), Integer.toBinaryString(10), Long.toHexString(255L), Integer.bitCount(7));
		show(Double.compare(1, 2), Character.isDigit('1'), Character.getNumericValue('7'), (int) 'a', Long.numberOfTrailingZeros(8));
	}

	static void text() {
		StringBuilder builder = new StringBuilder();
		for (char letter = 'a'; letter < 'e'; letter++) builder.append(letter).append(1).append(' ').append(2.5);
		builder.insert(0, "x").reverse().setLength(3);
		builder.deleteCharAt(0).setCharAt(0, 'q');
		String text = "The quick  brown fox";
		Matcher matcher = Pattern.compile("(\\w+)\\s+([a-z]*)").matcher(text);
		while (matcher.find()) show(matcher.group(1), matcher.start());
		out.printf("%d %5.2f %s %05d %x %c %b %,d%n", 1, 2.345, "three", 4, 255, 'c', true, 1234567);
		show(String.format("%.6f|%10s|%-5d", 1 / 3.0, "right", 5), text.replaceAll("[aeiou]", "*"), "a,b,,c".split(",").length);
		show(text.substring(4, 9).trim().charAt(0), text.contains("fox"), text.strip().isBlank(), "ab".repeat(3), text.indexOf("q"));
		show(new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), text.toCharArray().length, "b".compareTo("a"));
		show(text.hashCode(), text.chars().filter(Character::isLetter).count(), Optional.of(text).map(String::length).get());
		String kind = switch (builder.length()) {
			case 1 -> "one";
			case 2 -> "two";
			default -> {
				yield "more";
			}
		};
		switch (kind) {
			case "one":
				show(1);
				break;
			default:
				show(kind + """
					lines
					of text""");
		}
		switch (Colour.valueOf("RED")) {
			case RED -> show(Colour.RED.ordinal());
			default -> show(Colour.values().length);
		}
		show(LocalDate.of(2024, 2, 29).plusDays(1).getDayOfWeek(), Duration.ofMinutes(90), System.currentTimeMillis(), System.nanoTime());
	}

	static void atOnce() throws Exception {
		AtomicInteger count = new AtomicInteger();
		Thread thread = new Thread(null, count::incrementAndGet, "worker", 1 << 26);
		thread.start();
		thread.join();
		ExecutorService pool = Executors.newFixedThreadPool(2);
		Future<Integer> future = pool.submit(() -> 6 * 7);
		Map<String, LongAdder> shared = new ConcurrentHashMap<>();
		shared.computeIfAbsent("k", key -> new LongAdder()).increment();
		show(future.get(), count.get(), CompletableFuture.supplyAsync(() -> 1, pool).thenApply(n -> n + 1).join(), shared);
		pool.shutdown();
		pool.awaitTermination(1, TimeUnit.SECONDS);
		synchronized (out) {
			show(Thread.currentThread().getName());
		}
	}

	static void fail() {
		try {
			try {
				show(1 / Integer.parseInt("0"));
			} catch (ArithmeticException | ArrayIndexOutOfBoundsException cause) {
				throw new Failure("wrapped", cause);
			} finally {
				out.print("");
			}
		} catch (Failure failure) {
			failure.printStackTrace(out);
		}
		List<Supplier<Object>> wrong = List.of(
			() -> List.of(1).get(2),
			() -> Integer.parseInt("x"),
			() -> ((Object[]) null).length,
			() -> new ArrayDeque<>().pop(),
			() -> List.of().iterator().next(),
			() -> new int[1][2][3][4]
		);
		for (Supplier<Object> one : wrong) {
			try {
				show(one.get());
			} catch (RuntimeException honest) {
				show(honest);
			}
		}
		BiFunction<Integer, Integer, Integer> add = Integer::sum;
		Runnable run = () -> show(add.apply(1, 2), new Object() {
			@Override
			public String toString() {
				return "nobody";
			}
		});
		run.run();
		assert out != null : "never";
	}
}
