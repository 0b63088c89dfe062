import scala.io.StdIn.readLine

object Solution {
  def main(args: Array[String]): Unit = {
    println(Iterator.continually(readLine()).takeWhile(_ != null).map(_.split(" ").map(_.toLong).sum).sum)
  }
}
