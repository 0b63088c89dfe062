total = 0
while line = gets
  total += line.split.map(&:to_i).sum
end
puts total
