-module(main).
-export([main/0]).

main() -> fill([]).

fill(Held) -> fill([binary:copy(<<"x">>, 1 bsl 20) | Held]).
