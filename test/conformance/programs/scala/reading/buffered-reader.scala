package judged.here

import java.io.{BufferedReader, InputStreamReader}
import java.util.StringTokenizer

object Main {
  def main(args: Array[String]): Unit = {
    val reader = new BufferedReader(new InputStreamReader(System.in))
    var total = 0L
    var line = reader.readLine()
    while (line != null) {
      val words = new StringTokenizer(line)
      while (words.hasMoreTokens) total += words.nextToken().toLong
      line = reader.readLine()
    }
    println(total)
  }
}
