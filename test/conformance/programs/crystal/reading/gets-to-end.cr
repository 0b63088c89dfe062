puts STDIN.gets_to_end.split.sum(&.to_i64)
