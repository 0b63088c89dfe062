fun main() {
    var total = 0L
    while (true) {
        val line = readLine() ?: break
        total += line.split(" ").map { it.toLong() }.sum()
    }
    println(total)
}
