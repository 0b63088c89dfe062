let () = print_int unknown_name
