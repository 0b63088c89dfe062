; Reads all forms of a program without evaluating any: a program that ends in the middle of
; one, or has a bracket too many, is refused. Aliases of namespaces are what only running it
; would tell, so any name stands for itself.
(let [[file] *command-line-args*
      end (Object.)
      resolver (reify clojure.lang.LispReader$Resolver
                 (currentNS [_] 'user)
                 (resolveClass [_ name] name)
                 (resolveAlias [_ name] name)
                 (resolveVar [_ name] name))]
  (with-open [in (clojure.lang.LineNumberingPushbackReader. (clojure.java.io/reader file))]
    (binding [*reader-resolver* resolver
              *default-data-reader-fn* tagged-literal]
      (try
        (while (not (identical? end (read {:eof end :read-cond :allow} in))))
        (catch RuntimeException e
          (binding [*out* *err*]
            (println (str "Syntax error at " file ":" (.getLineNumber in) ": " (ex-message (or (ex-cause e) e)))))
          (System/exit 1))))))
