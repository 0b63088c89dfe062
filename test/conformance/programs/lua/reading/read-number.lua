local total = 0
for number in io.lines(nil, "n") do
  total = total + number
end
print(total)
