object Main extends App {
  Thread.sleep(600000)
}
