# verdict: wrong_answer
import os

os.close(1)
