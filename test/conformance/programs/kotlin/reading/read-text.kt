fun main() = System.`in`.bufferedReader().use { reader ->
    println(reader.readText().trim().split(Regex("\\s+")).map(String::toLong).sum())
}
