let rec fill held = fill (Bytes.make 1048576 'x' :: held)
let () = fill []
