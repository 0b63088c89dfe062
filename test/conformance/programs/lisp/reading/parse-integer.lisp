(declaim (optimize (speed 3)))

(defun sum-of (line)
  (loop with start = 0
        while (< start (length line))
        sum (multiple-value-bind (number end) (parse-integer line :start start :junk-allowed t)
              (setf start (1+ end))
              (or number 0))))

(let ((total 0))
  (loop
    (let ((line (read-line *standard-input* nil :eof)))
      (when (eq line :eof) (return))
      (incf total (sum-of line))))
  (format t "~a~%" total))
