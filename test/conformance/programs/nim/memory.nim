import strutils

var held: seq[string]
while true:
  held.add(repeat('x', 1 shl 20))
