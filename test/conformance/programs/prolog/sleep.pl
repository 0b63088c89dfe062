main :- sleep(600).
