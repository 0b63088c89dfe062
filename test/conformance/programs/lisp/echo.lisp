(loop for char = (read-char *standard-input* nil)
      while char do (write-char char))
