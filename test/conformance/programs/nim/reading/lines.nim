import std/strutils

var total = 0
for line in stdin.lines:
  for word in line.splitWhitespace():
    total += parseInt(word)
echo total
