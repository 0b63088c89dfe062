set total 0
foreach number [read stdin] {
    incr total $number
}
puts $total
