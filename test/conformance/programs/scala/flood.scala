object Main extends App {
  while (true) println("flood" * 1000)
}
