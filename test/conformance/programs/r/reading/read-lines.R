lines <- readLines("stdin", warn = FALSE)
numbers <- as.numeric(unlist(strsplit(lines, " ")))
cat(sprintf("%.0f\n", sum(numbers)))
