let blanks = Str.regexp "[ \t\r\n]+"

let () =
  let total = ref 0 in
  (try
     while true do
       List.iter (fun word -> total := !total + int_of_string word) (Str.split blanks (input_line stdin))
     done
   with End_of_file -> ());
  print_int !total;
  print_newline ()
