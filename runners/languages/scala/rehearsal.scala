import java.io.{BufferedReader, ByteArrayInputStream, InputStreamReader, PrintWriter}
import java.util.StringTokenizer

import scala.annotation.tailrec
import scala.collection.mutable
import scala.collection.mutable.{ArrayBuffer, ListBuffer}
import scala.io.{Source, StdIn}
import scala.util.{Failure, Random, Success, Try}

/* Uses what programs usually use, so that the archives of class-data sharing hold it: see the Makefile of the virtual machine. */

sealed trait Shape
case class Circle(radius: Double) extends Shape
case class Square(side: Int) extends Shape
case object Nothing extends Shape

trait Named { def name: String = "none" }
class Counter(private var count: Int = 0) extends Named {
  def next(): Int = { count += 1; count }
  override def toString: String = s"Counter($count)"
}

object Rehearsal {
  implicit class Shouting(val text: String) extends AnyVal { def shout: String = text.toUpperCase + "!" }

  def area(shape: Shape): Double = shape match {
    case Circle(radius) => math.Pi * radius * radius
    case Square(side) if side > 0 => side * side
    case _ => 0
  }

  @tailrec def gcd(a: Long, b: Long): Long = if (b == 0) a else gcd(b, a % b)

  def read(): Unit = {
    val Array(a, b) = StdIn.readLine().split(" ").map(_.toInt)
    println(s"$a ${a + b} ${StdIn.readLine().trim.length}")
    val scanner = new java.util.Scanner("7 8 nine\nten")
    println(scanner.nextInt() + scanner.nextLong() + scanner.next() + scanner.nextLine() + scanner.hasNextLine)
    val reader = new BufferedReader(new InputStreamReader(new ByteArrayInputStream("3 4\n5".getBytes)))
    val tokens = new StringTokenizer(reader.readLine())
    println(tokens.nextToken().toDouble + reader.readLine())
    println(Source.fromString("one\ntwo").getLines().toList.mkString("|") + Source.stdin.getLines().size)
    println(Iterator.continually(StdIn.readLine()).takeWhile(_ != null).toList)
  }

  def collect(): Unit = {
    val list = List(3, 1, 2)
    println(list.sorted.reverse ::: list.map(_ * 2).filter(_ > 2) ++ list.sortBy(-_) :+ list.sum :+ list.max :+ list.reduceLeft(_ + _))
    println(list.foldLeft(0)(_ + _) + list.zip(list.tail).toMap.size + list.zipWithIndex.mkString(",") + list.groupBy(_ % 2).mapValues(_.size).toSeq.sortBy(_._1))
    println((for (x <- 1 to 3; y <- x until 4 if x != y) yield (x, y)).toVector.flatMap { case (x, y) => Seq(x, y) }.distinct)
    println((10 to 1 by -3).toArray.sortWith(_ < _).mkString("[", " ", "]") + Array.fill(2, 3)(0).map(_.sum).toList + Array.ofDim[Int](2).length + Array.tabulate(3)(i => i * i).toSeq)
    val counts = mutable.Map[Char, Int]().withDefaultValue(0)
    for (letter <- "hello") counts(letter) += 1
    val buffer = ArrayBuffer(1, 2)
    buffer += 3
    val queue = mutable.PriorityQueue((2, 'b'), (1, 'a'))(Ordering.by(-_._1))
    val line = mutable.Queue(1); line.enqueue(2)
    val seen = mutable.HashSet(1); val stack = mutable.Stack(1); val list2 = ListBuffer("x")
    println(counts.toList.sortBy(_._1) + buffer.toString + queue.dequeue() + line.dequeue() + seen.contains(1) + stack.pop() + list2.toList + mutable.LinkedHashMap(1 -> 2) + mutable.TreeSet(2, 1) + mutable.BitSet(1))
    println(Map("a" -> 1).getOrElse("b", 0) + (Set(1, 2) & Set(2)).size + Vector(1).updated(0, 2).head + Stream.from(1).take(3).toList.last + Some(1).map(_ + 1).getOrElse(0) + Option(null).isEmpty.toString)
    println(collection.immutable.TreeMap(2 -> 'b', 1 -> 'a') + list.partition(_ > 1).toString + list.sliding(2).toList + list.grouped(2).toList + list.exists(_ > 2) + list.combinations(2).size + list.permutations.size + list.span(_ > 2) + list.scanLeft(0)(_ + _) + list.takeWhile(_ > 2) + list.collect { case 1 => "one" })
  }

  def text(): Unit = {
    val builder = new StringBuilder
    for (letter <- 'a' to 'e') builder.append(letter)
    println(builder.reverse.toString.capitalize + "a,b".split(",").toList + "x1".filter(_.isDigit) + f"${math.sqrt(2)}%.2f ${5}%03d" + "%s".format("x") + "word".shout + "[a-z]+".r.findAllIn("ab 1 cd").toList)
    println(BigInt(2).pow(100).mod(BigInt(7)) + BigDecimal("1.5").setScale(0, BigDecimal.RoundingMode.HALF_UP).toString + Integer.toBinaryString(10) + "ab" * 2 + 'a'.toInt + (5 << 2 ^ 1) + """raw""".stripMargin + Long.MaxValue)
    println(area(Circle(1)) + area(Square(2)) + new Counter().next() + new Counter().name + gcd(12, 18) + new Random(1).nextInt(3) + Circle(1).copy(radius = 2) + (Circle(1) == Circle(1)) + Nothing)
    lazy val late = "late"
    val add: (Int, Int) => Int = _ + _
    var i = 0
    while (i < 3) i += 1
    do i -= 1 while (i > 0)
    println(late + add.curried(1)(2) + math.max(1, 2) + (if (i == 0) "zero" else "some"))
    new PrintWriter(System.out).println("printed")
  }

  def fail(): Unit = {
    Try("x".toInt) match {
      case Success(number) => println(number)
      case Failure(wrong) => println(wrong.getMessage)
    }
    try List().head catch { case wrong: NoSuchElementException => wrong.printStackTrace(Console.out) } finally print("")
    println(Try(List(1)(2)).isFailure + Try(require(false, "no")).failed.get.toString + Left(1).isLeft)
  }

  def main(arguments: Array[String]): Unit = {
    read()
    collect()
    text()
    fail()
  }
}
