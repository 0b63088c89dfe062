# verdict: wrong_answer
# expects: a secret
import os
import sys

try:
    sys.exit(0)
finally:
    os._exit(0)
