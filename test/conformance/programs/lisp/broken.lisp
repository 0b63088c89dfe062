(format t "unclosed~%"
