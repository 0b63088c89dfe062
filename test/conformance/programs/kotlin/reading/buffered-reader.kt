package judged.here

import java.io.BufferedReader
import java.io.InputStreamReader
import java.util.StringTokenizer

fun main(args: Array<String>) {
    val reader = BufferedReader(InputStreamReader(System.`in`))
    var total = 0L
    reader.forEachLine { line ->
        val words = StringTokenizer(line)
        while (words.hasMoreTokens()) total += words.nextToken().toLong()
    }
    println(total)
}
