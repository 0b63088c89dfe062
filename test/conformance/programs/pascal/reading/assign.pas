var
  numbers: text;
  total, x: int64;
begin
  assign(numbers, '/dev/stdin');
  reset(numbers);
  total := 0;
  while not seekeof(numbers) do
  begin
    read(numbers, x);
    inc(total, x);
  end;
  close(numbers);
  writeln(total);
end.
