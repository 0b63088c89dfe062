#lang racket

(let loop ([held '()])
  (loop (cons (make-bytes (expt 2 20) 1) held)))
