input <- file("stdin", "r")
total <- 0
while (length(line <- readLines(input, n = 1)) > 0) {
  total <- total + sum(as.numeric(strsplit(line, " ")[[1]]))
}
close(input)
cat(sprintf("%.0f\n", total))
