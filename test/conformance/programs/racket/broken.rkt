#lang racket

(displayln unknown-name)
