object Main {
  @volatile var count = 0

  def main(args: Array[String]): Unit = while (true) count += 1
}
