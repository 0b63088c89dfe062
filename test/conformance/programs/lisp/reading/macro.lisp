;; The macro calls a function of this file, which is there when the file is loaded form by form.
(defun loop-over (name body)
  `(loop for ,name = (read *standard-input* nil) while ,name do ,@body))

(defmacro do-input ((name) &body body)
  (loop-over name body))

(setf total 0)
(do-input (number)
  (setf total (+ total number)))
(format t "~a~%" total)
