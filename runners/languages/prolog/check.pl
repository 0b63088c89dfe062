% Reads a program without running anything of it and prints its syntax errors; `halt` turns them into an exit code
% under --on-error=status.
:- use_module(library(prolog_source)).

check(File) :-
    setup_call_cleanup(prolog_open_source(File, In), read_all(In), prolog_close_source(In)).

read_all(In) :-
    repeat,
    prolog_read_source_term(In, Term, _, [syntax_errors(dec10)]),
    Term == end_of_file,
    !.
