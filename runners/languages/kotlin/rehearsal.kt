import java.io.BufferedReader
import java.io.InputStreamReader
import java.io.PrintWriter
import java.util.*
import kotlin.math.abs
import kotlin.math.max
import kotlin.math.sqrt

/* Uses what programs usually use, so that the archives of class-data sharing hold it: see the Makefile of the virtual machine. */

data class Point(val x: Int, val y: Int) : Comparable<Point> {
    override fun compareTo(other: Point) = compareValuesBy(this, other, { it.x }, { it.y })
    operator fun plus(other: Point) = Point(x + other.x, y + other.y)
}

sealed class Shape
class Circle(val radius: Double) : Shape()
class Square(val side: Int) : Shape()
enum class Colour { RED, GREEN }
object Counter { var count = 0 }
interface Named { val name: String get() = "none" }
class Cache<K, V>(private val make: (K) -> V) : Named {
    private val known = mutableMapOf<K, V>()
    val size by lazy { known.size }
    operator fun get(key: K): V = known.getOrPut(key) { make(key) }
}
class Failure(message: String) : Exception(message)

tailrec fun gcd(a: Long, b: Long): Long = if (b == 0L) a else gcd(b, a % b)
fun String.shout() = toUpperCase() + "!"
fun area(shape: Shape) = when (shape) {
    is Circle -> Math.PI * shape.radius * shape.radius
    is Square -> shape.side.toDouble()
}

fun read() {
    val (a, b) = readLine()!!.split(" ").map { it.toInt() }
    println("$a ${a + b} ${readLine()?.trim()?.length ?: 0}")
    val scanner = Scanner("7 8 nine\nten")
    println(scanner.nextInt() + scanner.nextLong())
    println(scanner.next() + scanner.nextLine() + scanner.hasNextLine())
    val reader = BufferedReader(InputStreamReader("3 4\n5".byteInputStream()))
    val tokens = StringTokenizer(reader.readLine())
    println(tokens.nextToken().toLong() + reader.readLine().toDouble())
    println(System.`in`.bufferedReader().readLines().joinToString("|"))
}

fun collect() {
    val list = mutableListOf(3, 1, 2)
    list.sort()
    list.sortByDescending { it }
    val grid = Array(3) { IntArray(4) { -1 } }
    val flags = BooleanArray(5)
    val counts = HashMap<Char, Int>()
    for (letter in "hello") counts[letter] = counts.getOrDefault(letter, 0) + 1
    val queue = PriorityQueue<Pair<Int, Int>>(compareBy { it.first })
    queue.add(2 to 1)
    val deque = ArrayDeque<Int>()
    deque.addLast(1)
    val tree = TreeMap(mapOf(1 to "a"))
    println(list + grid.map { it.sum() } + flags.count { it } + counts.toSortedMap().entries.maxBy { it.value }!!)
    println("${queue.poll()} ${deque.pollFirst()} ${tree.firstKey()} ${setOf(1, 2) intersect listOf(2)} ${list.indices} ${list.withIndex().toList()}")
    println((1..10).filter { it % 2 == 0 }.map { it * it }.fold(0) { sum, n -> sum + n })
    println(listOf("pear", "fig").groupBy { it.length }.mapValues { (_, words) -> words.size })
    println(list.zip(list.drop(1)).associate { it } + list.chunked(2).flatten().toSet().associateWith { it.toString() })
    println(generateSequence(1) { it * 2 }.takeWhile { it < 100 }.toList().asReversed().windowed(2).last())
    println(listOf(1, 2, 3).partition { it > 1 }.toString() + intArrayOf(3, 1).sorted() + list.any { it > 2 } + list.sumBy { it } + list.max() + list.minBy { -it })
    for (i in 10 downTo 1 step 3) print(i)
    for (i in 0 until 3) print(i)
    repeat(2) { Counter.count++ }
}

fun text() {
    val built = buildString { for (letter in 'a'..'e') append(letter) }
    println(built.reversed().capitalize().padStart(8, '.') + "a,b".split(",") + "x1y2".filter { it.isDigit() } + "abc".toCharArray().sorted())
    println(String.format("%.2f %5d", sqrt(2.0), abs(-3)) + "%s".format("x") + "word".shout() + max(1, 2) + Regex("[a-z]+").findAll("ab 1 cd").map { it.value }.toList())
    println("""raw ${"text".substring(1..2)}""".replace("e", "E").trimIndent() + "ab".repeat(2) + 10.toString(2) + "ff".toInt(16) + 'a'.toInt() + "b" .compareTo("a"))
    println(Cache<Int, String> { it.toString() }.let { it[3] + it.size + it.name } + Point(1, 2).copy(y = 3) + (Point(1, 1) + Point(2, 2)) + Colour.valueOf("RED"))
    println(gcd(12, 18).toBigInteger().pow(20).mod(7.toBigInteger()).toString() + area(Circle(1.0)) + Long.MAX_VALUE + (5 shl 2 xor 1))
}

fun fail() {
    try {
        require(false) { "no" }
    } catch (wrong: IllegalArgumentException) {
        println(wrong.message)
    }
    val result = runCatching { listOf(1)[2] }
    println(result.exceptionOrNull() ?: "none")
    try { throw Failure("of ours") } catch (failure: Failure) { failure.printStackTrace(PrintWriter(System.out)) } finally { print("") }
}

fun main() {
    read()
    collect()
    text()
    fail()
    System.out.flush()
}
