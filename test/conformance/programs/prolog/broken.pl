main :- writeln(unclosed.
