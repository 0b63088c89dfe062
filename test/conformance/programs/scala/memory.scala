import scala.collection.mutable.ArrayBuffer

object Main extends App {
  val held = ArrayBuffer[Array[Byte]]()
  while (true) held += new Array[Byte](1 << 20)
}
