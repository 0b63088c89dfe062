held = {};
while true
  held{end + 1} = ones(1, 2 ^ 17);
end
