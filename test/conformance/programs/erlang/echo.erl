-module(main).
-export([main/0]).

main() ->
    io:setopts([binary]),
    echo().

echo() ->
    case file:read(standard_io, 65536) of
        {ok, Part} -> file:write(standard_io, Part), echo();
        eof -> ok
    end.
