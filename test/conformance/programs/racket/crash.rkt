#lang racket

(error "boom")
