-module(main).
-export([main/0]).

main() -> io:format("unclosed~n".
