begin
  writeln(unknown_name);
end.
