.shell sleep 600
