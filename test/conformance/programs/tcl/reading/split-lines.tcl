set total 0
foreach line [split [string trim [read stdin]] "\n"] {
    set total [expr {$total + [::tcl::mathop::+ {*}$line]}]
}
puts $total
