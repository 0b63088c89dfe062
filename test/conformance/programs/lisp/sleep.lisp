(sleep 600)
