(import 'java.util.Scanner)

(let [scanner (Scanner. System/in)]
  (loop [total 0]
    (if (.hasNextLong scanner)
      (recur (+ total (.nextLong scanner)))
      (println total))))
