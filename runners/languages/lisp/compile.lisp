;;; Makes main.fasl of main.lisp. Only what cannot be read fails here: to Lisp, the rest is what happens when a form runs.

(proclaim '(sb-ext:muffle-conditions sb-ext:compiler-note style-warning))

(with-compilation-unit ()
  (unless (compile-file "main.lisp") (exit :code 1 :abort t))
  ;; A macro may call functions of its file if the file is loaded form by form; compiled as a whole, it has none of
  ;; them. Such a program is loaded from its text.
  (when (plusp sb-c::*compiler-error-count*)
    (with-open-file (text "main.lisp" :element-type '(unsigned-byte 8))
      (with-open-file (fasl "main.fasl" :element-type '(unsigned-byte 8) :direction :output :if-exists :supersede)
        (loop for byte = (read-byte text nil)
              while byte do (write-byte byte fasl))))))
