(loop (format t "flood~%"))
