after 600000
