let () =
  let part = Bytes.create 65536 in
  let rec copy () =
    let n = input stdin part 0 65536 in
    if n > 0 then (output stdout part 0 n; copy ())
  in
  copy ()
