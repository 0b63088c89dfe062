(defun main ()
  (let ((total 0))
    (loop for number = (read *standard-input* nil nil)
          while number do (incf total number))
    (format t "~d~%" total)))

(main)
