fun main() {
    while (true) println("flood".repeat(1000))
}
