-module(solution).
-export([main/0]).

main() -> io:format("~w~n", [sum(0)]).

sum(Total) ->
    case io:fread("", "~d") of
        {ok, [Number]} -> sum(Total + Number);
        eof -> Total
    end.
