held <- list()
while (TRUE) {
  held[[length(held) + 1]] <- rep(1.5, 2^17)
}
