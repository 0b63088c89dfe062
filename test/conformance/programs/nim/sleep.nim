import os

sleep(600_000)
