:- initialization(main).

main :- throw(boom).
