import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A compiler that stays warm: `CompileServer javac`, `kotlin` or `scala`. It compiles what it is
 * given and runs none of it.
 *
 * Frames come on standard input and go on standard output (frame.h of the agent): ready, when
 * it is; then for each request, which is the compiler's arguments and a file, an answer
 * like the agent's own: the files that are there afterwards and ok, or refused with what the
 * compiler said first. The working directory is its own, and is emptied before each
 * request. Whatever is neither success nor the compiler's honest refusal, a crash or a want of
 * memory, ends the process without an answer: it may have left the compiler in
 * disorder, and who asked has a way to compile without this one.
 */
public final class CompileServer {
	private static final int READY = 65, OK = 66, REFUSED = 67, FILE = 69;
	private static final int HEADER_BYTES = 5;
	private static final long FILES_MAX_BYTES = 128L << 20;
	private static final int WORDS_MAX_BYTES = 1 << 16;
	private static final int BROKEN = 70;

	/** Compiles in the working directory, and says whether the program is one. */
	private interface Compiler {
		boolean compile(String[] arguments, PrintStream said) throws Exception;
	}

	public static void main(String[] arguments) throws Exception {
		DataInputStream requests = new DataInputStream(new FileInputStream(FileDescriptor.in));
		DataOutputStream answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
		ByteArrayOutputStream words = new Words();
		PrintStream said = new PrintStream(words, true, StandardCharsets.UTF_8);
		System.setIn(InputStream.nullInputStream());
		System.setOut(said);
		System.setErr(said);
		try {
			Compiler compiler = compilerOf(arguments[0]);
			answer(answers, READY);
			for (ByteBuffer request; (request = next(requests)) != null; words.reset()) {
				empty();
				String[] options = texts(request);
				Files.write(Path.of(text(request)), bytes(request));
				if (compiler.compile(options, said)) answerFiles(answers);
				else answer(answers, REFUSED, words.toByteArray());
			}
		} catch (Throwable broken) {
			broken.printStackTrace(new PrintStream(new FileOutputStream(FileDescriptor.err)));
			Runtime.getRuntime().halt(BROKEN);
		}
	}

	/** One error may quote megabytes. */
	private static final class Words extends ByteArrayOutputStream {
		@Override
		public synchronized void write(int word) {
			if (count < WORDS_MAX_BYTES) super.write(word);
		}

		@Override
		public synchronized void write(byte[] words, int from, int length) {
			super.write(words, from, Math.min(length, WORDS_MAX_BYTES - count));
		}
	}

	/** By reflection: of the three, a machine may have one. */
	private static Compiler compilerOf(String name) throws ReflectiveOperationException {
		switch (name) {
			case "javac" -> {
				ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
				return (arguments, said) -> succeeded(javac.run(said, said, arguments));
			}
			case "kotlin" -> {
				System.setProperty("kotlin.environment.keepalive", "true"); // halves the time of a compilation
				Class<?> type = Class.forName("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
				var exec = type.getMethod("exec", PrintStream.class, String[].class);
				return (arguments, said) -> succeeded(((Enum<?>) exec.invoke(type.getConstructor().newInstance(), said, arguments)).ordinal());
			}
			case "scala" -> {
				Class<?> type = Class.forName("scala.tools.nsc.MainClass");
				var process = type.getMethod("process", String[].class);
				var reporter = type.getMethod("reporter");
				return (arguments, said) -> {
					Object main = type.getConstructor().newInstance();
					process.invoke(main, (Object) arguments);
					Object its = reporter.invoke(main);
					return !(boolean) its.getClass().getMethod("hasErrors").invoke(its);
				};
			}
			default -> throw new IllegalArgumentException(name);
		}
	}

	/** Of javac and of Kotlin, 1 means errors in the program, and more that something else is wrong. */
	private static boolean succeeded(int code) {
		if (code > 1) throw new IllegalStateException("the compiler ended with " + code);
		return code == 0;
	}

	private static ByteBuffer next(DataInputStream requests) throws IOException {
		int length;
		try {
			length = Integer.reverseBytes(requests.readInt());
		} catch (EOFException end) {
			return null;
		}
		return ByteBuffer.wrap(requests.readNBytes(length)).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES);
	}

	private static byte[] bytes(ByteBuffer from) {
		byte[] bytes = new byte[from.getInt()];
		from.get(bytes);
		return bytes;
	}

	private static String text(ByteBuffer from) {
		return new String(bytes(from), StandardCharsets.UTF_8);
	}

	private static String[] texts(ByteBuffer from) {
		String[] texts = new String[from.getInt()];
		for (int i = 0; i < texts.length; i++) texts[i] = text(from);
		return texts;
	}

	private static void answerFiles(DataOutputStream answers) throws IOException {
		long total = 0;
		for (Path path : contents()) {
			if (!Files.isRegularFile(path)) continue;
			byte[] content = Files.readAllBytes(path);
			total += content.length;
			if (total > FILES_MAX_BYTES) throw new IllegalStateException("the compiled program is too large");
			answerFile(answers, path.toString().getBytes(StandardCharsets.UTF_8), content);
		}
		answer(answers, OK);
	}

	private static void answer(DataOutputStream answers, int type, byte[]... texts) throws IOException {
		send(answers, type, new byte[0], texts);
	}

	/** Nothing that comes of these compilers is executable. */
	private static void answerFile(DataOutputStream answers, byte[] name, byte[] content) throws IOException {
		send(answers, FILE, new byte[] { 0 }, name, content);
	}

	private static void send(DataOutputStream answers, int type, byte[] flags, byte[]... texts) throws IOException {
		int length = HEADER_BYTES + flags.length;
		for (byte[] text : texts) length += Integer.BYTES + text.length;
		ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
		frame.putInt(length).put((byte) type).putInt(0).put(flags);
		for (byte[] text : texts) frame.putInt(text.length).put(text);
		answers.write(frame.array());
	}

	private static void empty() throws IOException {
		List<Path> all = contents();
		all.sort(Comparator.reverseOrder());
		for (Path path : all) Files.delete(path);
	}

	/** Of the working directory, by relative names. */
	private static List<Path> contents() throws IOException {
		Path here = Path.of("");
		try (Stream<Path> paths = Files.walk(here)) {
			return new ArrayList<>(paths.filter(path -> !path.equals(here)).toList());
		}
	}
}
