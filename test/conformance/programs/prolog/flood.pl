main :- repeat, writeln(flood), fail.
