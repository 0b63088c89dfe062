os.execute("sleep 600")
