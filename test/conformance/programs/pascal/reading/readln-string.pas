program Sum;

{$mode objfpc}{$H+}

uses SysUtils, Classes;

var
  line: string;
  words: TStringList;
  total: Int64 = 0;
  i: Integer;

begin
  words := TStringList.Create;
  words.Delimiter := ' ';
  while not EOF do
  begin
    ReadLn(line);
    words.DelimitedText := line;
    for i := 0 to words.Count - 1 do
      Inc(total, StrToInt64(words[i]));
  end;
  words.Free;
  WriteLn(total);
end.
