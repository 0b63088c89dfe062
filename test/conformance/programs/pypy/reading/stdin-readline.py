import sys

input = sys.stdin.readline
total = 0
while line := input():
    total += sum(map(int, line.split()))
print(total)
