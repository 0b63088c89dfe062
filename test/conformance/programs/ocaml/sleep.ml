let () = Unix.sleep 600
