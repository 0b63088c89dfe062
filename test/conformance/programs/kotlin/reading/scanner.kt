import java.util.Scanner

fun main() {
    val scanner = Scanner(System.`in`)
    var total = 0L
    while (scanner.hasNextLong()) total += scanner.nextLong()
    println(total)
}
