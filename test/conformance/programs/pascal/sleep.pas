uses sysutils;

begin
  sleep(600000);
end.
