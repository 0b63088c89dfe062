-module(main).
-export([main/0]).

main() -> io:format("~B~n", [sum(0)]).

sum(Total) ->
    case io:get_line("") of
        eof -> Total;
        Line -> sum(Total + lists:sum([list_to_integer(Word) || Word <- string:tokens(Line, " \n")]))
    end.
