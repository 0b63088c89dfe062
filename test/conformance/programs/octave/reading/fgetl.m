total = 0;
while ischar(line = fgetl(stdin))
  total += sum(str2num(line));
end
printf("%d\n", total);
