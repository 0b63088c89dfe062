let total = ref 0

let () =
  try
    while true do
      read_line () |> String.split_on_char ' ' |> List.map int_of_string |> List.iter (fun x -> total := !total + x)
    done
  with End_of_file -> Printf.printf "%d\n" !total
