local total = 0
local line = io.read()
while line do
  for word in string.gmatch(line, "%S+") do
    total = total + tonumber(word)
  end
  line = io.read()
end
print(total)
