error boom
