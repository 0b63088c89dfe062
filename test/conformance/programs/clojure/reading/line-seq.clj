(require '[clojure.string :as str])

(println (reduce + (for [line (line-seq (java.io.BufferedReader. *in*))
                         word (str/split line #"\s+")]
                     (Long/parseLong word))))
