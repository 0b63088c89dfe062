program Sum;

var
  total, x: int64;

begin
  total := 0;
  while not eof do
  begin
    while not seekeoln do
    begin
      read(x);
      total := total + x;
    end;
    readln;
  end;
  writeln(total);
end.
