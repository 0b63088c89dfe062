(loop [total 0]
  (if-let [line (read-line)]
    (recur (apply + total (map #(Long/parseLong %) (re-seq #"-?\d+" line))))
    (println total)))
