import strutils

var
  line: string
  total = 0
while stdin.readLine(line):
  for word in line.split(' '):
    total += word.parseInt
echo total
