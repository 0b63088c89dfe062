local held = {}
while true do
  held[#held + 1] = string.rep("x", 1 << 20)
end
