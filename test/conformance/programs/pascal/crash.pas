uses sysutils;

begin
  raise Exception.Create('boom');
end.
