puts unknown_name
