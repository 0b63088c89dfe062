(defpackage :judged (:use :cl))
(in-package :judged)

(defun numbers (line)
  (with-input-from-string (in line)
    (loop for number = (read in nil) while number collect number)))

(princ (loop for line = (read-line nil nil)
             while line sum (reduce #'+ (numbers line))))
(terpri)
