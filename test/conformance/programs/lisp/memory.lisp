(defvar *held* nil)
(loop (push (make-array (expt 2 20) :element-type '(unsigned-byte 8) :initial-element 1) *held*))
