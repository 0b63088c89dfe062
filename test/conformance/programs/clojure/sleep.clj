(Thread/sleep 600000)
