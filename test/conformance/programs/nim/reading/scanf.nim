proc scanf(format: cstring): cint {.importc, varargs, header: "<stdio.h>".}

var
  total: int64
  number: int64
while scanf("%lld", addr number) == 1:
  total += number
echo total
