var
  part: pointer;
begin
  while true do
  begin
    getmem(part, 1 shl 20);
    fillchar(part^, 1 shl 20, 'x');
  end;
end.
