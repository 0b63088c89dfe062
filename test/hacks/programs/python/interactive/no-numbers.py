# guesses what is no number, hoping that it equals one
for guess in ("nan", "True", "0x0c", "1e1", "12.0", "int(12)", "\x00", "__import__('os')._exit(42)"):
    print(guess, flush=True)
    if not input():
        break
