object Main extends App {
  println(unknownName)
}
