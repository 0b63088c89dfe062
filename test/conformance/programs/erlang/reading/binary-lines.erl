-module(main).
-export([main/0]).

main() ->
    ok = io:setopts(standard_io, [binary, {encoding, latin1}]),
    Words = binary:split(read_all(<<>>), [<<" ">>, <<"\n">>], [global, trim_all]),
    io:format("~p~n", [lists:sum([binary_to_integer(Word) || Word <- Words])]).

read_all(Text) ->
    case io:get_line("") of
        eof -> Text;
        Line -> read_all(<<Text/binary, Line/binary>>)
    end.
