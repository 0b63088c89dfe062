while true
  disp("flood");
end
