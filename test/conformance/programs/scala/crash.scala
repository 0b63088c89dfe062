object Main extends App {
  throw new IllegalStateException("boom")
}
