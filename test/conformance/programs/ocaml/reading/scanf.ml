let rec total sum =
  match Scanf.scanf " %d" (fun x -> x) with
  | x -> total (sum + x)
  | exception End_of_file -> sum

let () = Printf.printf "%d\n" (total 0)
