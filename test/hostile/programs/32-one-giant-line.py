# verdict: wrong_answer
print("x" * 900_000)
