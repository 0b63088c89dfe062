main :-
    read_string(user_input, _, Text),
    split_string(Text, " \n", " \n", Words),
    foldl([Word, Sum, Next]>>(number_string(N, Word) -> Next is Sum + N ; Next = Sum), Words, 0, Total),
    writeln(Total).

:- main.
