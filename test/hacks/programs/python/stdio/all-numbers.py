# prints every number, so that the expected one is among them
number = 0
while True:
    print(number)
    number += 1
