fun main() {
    Thread.sleep(600_000)
}
