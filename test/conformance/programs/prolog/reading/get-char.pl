% Only what ISO Prolog has.
:- initialization(main).

main :- get_char(C), sum(C, 0, Total), write(Total), nl, halt.

sum(end_of_file, Total, Total) :- !.
sum(C, Sum, Total) :- digit(C), !, number_from(C, [], Rest, Digits), number_chars(N, Digits), Next is Sum + N, sum(Rest, Next, Total).
sum(_, Sum, Total) :- get_char(C), sum(C, Sum, Total).

number_from(C, Found, Rest, Digits) :- digit(C), !, get_char(Next), number_from(Next, [C|Found], Rest, Digits).
number_from(Rest, Found, Rest, Digits) :- reverse(Found, Digits).

digit(C) :- C @>= '0', C @=< '9'.
