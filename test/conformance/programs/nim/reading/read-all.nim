import math, sequtils, strutils

echo stdin.readAll().splitWhitespace().map(parseBiggestInt).sum()
