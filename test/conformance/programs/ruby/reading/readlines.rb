puts readlines.flat_map { |line| line.split.map(&:to_i) }.sum
