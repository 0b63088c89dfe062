#lang racket

(define (main)
  (let loop ([total 0])
    (define line (read-line))
    (if (eof-object? line)
        (displayln total)
        (loop (apply + total (map string->number (string-split line)))))))

(module+ main
  (main))
