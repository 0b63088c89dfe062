:- use_module(library(dcg/basics)).
:- initialization(main, main).

numbers([N|Ns]) --> blanks, integer(N), !, numbers(Ns).
numbers([]) --> blanks.

main(_) :-
    phrase_from_stream(numbers(Ns), user_input),
    sum_list(Ns, Total),
    print(Total), nl.
