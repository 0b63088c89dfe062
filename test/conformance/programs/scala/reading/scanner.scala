import java.util.Scanner

object Main extends App {
  val scanner = new Scanner(System.in)
  var total = 0L
  while (scanner.hasNextLong) total += scanner.nextLong()
  println(total)
}
