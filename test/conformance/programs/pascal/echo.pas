var
  ch: char;
begin
  while not eof do
  begin
    read(ch);
    write(ch);
  end;
end.
