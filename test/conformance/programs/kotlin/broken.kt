fun main() {
    println(unknownName)
}
