#lang racket

(sleep 600)
