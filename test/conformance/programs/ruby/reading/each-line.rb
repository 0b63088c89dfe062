total = 0
STDIN.each_line(chomp: true) { |line| total += line.split(' ').map(&:to_i).sum }
puts total
