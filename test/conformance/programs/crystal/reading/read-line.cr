total = 0_i64
begin
  loop { total += read_line.split.sum(&.to_i64) }
rescue IO::EOFError
  puts total
end
