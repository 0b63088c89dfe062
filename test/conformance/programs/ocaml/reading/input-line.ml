let sum_of line =
  String.split_on_char ' ' line |> List.filter (( <> ) "") |> List.fold_left (fun sum word -> Int64.add sum (Int64.of_string word)) 0L

let rec total sum =
  match input_line stdin with
  | line -> total (Int64.add sum (sum_of line))
  | exception End_of_file -> sum

let () = print_endline (Int64.to_string (total 0L))
