#lang racket

(displayln (for/sum ([number (in-port read)]) number))
