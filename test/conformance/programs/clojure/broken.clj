(println "unclosed"
