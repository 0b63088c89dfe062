main :- fill([]).

fill(Held) :-
    numlist(1, 10000, More),
    fill([More|Held]).
