(loop [held []]
  (recur (conj held (byte-array 1048576))))
