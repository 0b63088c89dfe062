#lang racket

(define words (string-split (port->string)))
(printf "~a\n" (apply + (map string->number words)))
