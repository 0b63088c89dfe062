;; Uses what programs usually use, so that the archive of class-data sharing holds it: see the Makefile of the virtual machine.
(ns rehearsal
  (:require [clojure.string :as str] [clojure.set :as set])
  (:import [java.util Scanner StringTokenizer] [java.io BufferedReader]))

(defrecord Point [x y])
(defprotocol Shape (area [this]))
(defrecord Square [side] Shape (area [_] (* side side)))
(defmulti kind :kind)
(defmethod kind :default [_] "none")

(defn gcd [a b] (if (zero? b) a (recur b (mod a b))))

(let [[a b] (map #(Long/parseLong %) (str/split (read-line) #" "))]
  (println (+ a b) (format "%.2f" (/ a 2.0))))
(let [lines (line-seq (BufferedReader. *in*))]
  (println (str/join "|" (map str/upper-case lines))))
(println (.nextInt (Scanner. "7 8")) (.nextToken (StringTokenizer. "a b")) (slurp (java.io.StringReader. "text")))
(println (reduce + (filter even? (range 10))) (frequencies "hello") (group-by odd? [1 2 3]) (sort-by - [1 3 2]) (into (sorted-map) {:b 1 :a 2}))
(println (for [x (range 3) y (range x)] [x y]) (take 3 (iterate inc 1)) (partition 2 (range 6)) (zipmap [:a] [1]) (set/union #{1} #{2}))
(println (loop [i 0 sum 0] (if (< i 10) (recur (inc i) (+ sum i)) sum)) (gcd 12 18) (area (->Square 2)) (:x (->Point 1 2)) (kind {:kind :a}))
(println (let [counts (atom {})] (swap! counts update :a (fnil inc 0)) @counts) (->> [3 1] sort (map str) (apply str)) (-> {} (assoc :a 1) (update :a inc)))
(println (try (/ 1 0) (catch ArithmeticException wrong (.getMessage wrong))) (bigint 7) (pr-str {:a [1 "b" \c nil]}) (int-array 2) (re-find #"\d+" "a1"))
(doseq [n (range 2)] (print n))
(flush)
