# verdict: time_limit
import os

os.mkfifo("more")
print(open("more").read())
