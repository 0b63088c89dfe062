-module(main).
-export([main/0]).

main() ->
    io:put_chars(lists:duplicate(1000, "flood\n")),
    main().
