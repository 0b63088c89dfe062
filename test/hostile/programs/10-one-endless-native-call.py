# verdict: time_limit
print(7 ** (10**9) % 10)
