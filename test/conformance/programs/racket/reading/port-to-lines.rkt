#lang racket

(require data/gvector)

(define numbers (make-gvector))
(for ([line (port->lines)])
  (for ([word (string-split line)])
    (gvector-add! numbers (string->number word))))
(displayln (for/sum ([number (in-gvector numbers)]) number))
