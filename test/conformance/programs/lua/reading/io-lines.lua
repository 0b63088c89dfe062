local total = 0
for line in io.lines() do
  for word in line:gmatch("%S+") do
    total = total + tonumber(word)
  end
end
print(total)
