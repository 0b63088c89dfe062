(ns solution
  (:require [clojure.string :as str]
            [clojure.set :as set]))

(defn parse [text]
  {::set/numbers (mapv parse-long (str/split (str/trim text) #"\s+"))})

(defn -main []
  (println (reduce + (::set/numbers (parse (slurp *in*))))))

(-main)
