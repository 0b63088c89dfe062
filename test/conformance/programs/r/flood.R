while (TRUE) {
  cat("flood\n")
}
