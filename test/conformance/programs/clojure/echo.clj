(print (slurp *in*))
