#lang racket/base

(require racket/string)

(displayln
 (for*/sum ([line (in-lines)]
            [word (string-split line)])
   (string->number word)))
