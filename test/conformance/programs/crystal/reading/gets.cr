total = 0_i64
while line = gets
  total += line.split(' ').map(&.to_i64).sum
end
puts total
