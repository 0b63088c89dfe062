object Main {
  def main(args: Array[String]): Unit = {
    print(io.Source.stdin.mkString)
  }
}
