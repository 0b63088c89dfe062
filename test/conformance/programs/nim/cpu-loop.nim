var count {.volatile.}: uint = 0
while true:
  inc count
