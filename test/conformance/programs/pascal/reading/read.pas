var
  total, x: int64;
begin
  total := 0;
  while not seekeof do
  begin
    read(x);
    total := total + x;
  end;
  writeln(total);
end.
