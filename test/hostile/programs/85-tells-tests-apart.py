# verdict: wrong_answer
# expects: a secret
import os
import sys
import time

signs = [os.environ.get(name) for name in ("ASSAY_TEST", "TEST", "PYTEST_CURRENT_TEST")]
print(signs, sys.argv, time.monotonic(), os.getpid(), os.uname().nodename)
