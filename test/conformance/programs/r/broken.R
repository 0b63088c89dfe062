cat("hello" "world")
