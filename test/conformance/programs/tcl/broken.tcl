proc greet {} {
    puts hello
