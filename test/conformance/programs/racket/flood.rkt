#lang racket

(let loop ()
  (displayln "flood")
  (loop))
