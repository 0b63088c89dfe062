:- use_module(library(readutil)).

main :-
    read_line_to_string(user_input, Line),
    sum_lines(Line, 0, Total),
    format("~w~n", [Total]).

sum_lines(end_of_file, Total, Total) :- !.
sum_lines(Line, Sum, Total) :-
    split_string(Line, " ", " ", Words),
    maplist([Word, Number]>>number_string(Number, Word), Words, Numbers),
    sum_list([Sum|Numbers], Next),
    read_line_to_string(user_input, Rest),
    sum_lines(Rest, Next, Total).
