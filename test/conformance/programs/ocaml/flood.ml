let () = while true do print_endline "flood" done
