import scala.io.Source

object Main extends App {
  println(Source.stdin.getLines().flatMap(_.split(" ")).map(_.toLong).sum)
}
