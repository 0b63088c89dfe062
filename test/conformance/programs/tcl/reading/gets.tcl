set total 0
while {[gets stdin line] >= 0} {
    foreach word [split $line] {
        incr total $word
    }
}
puts $total
