Process.sleep(600_000)
