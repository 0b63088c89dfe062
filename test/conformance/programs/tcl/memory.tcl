while 1 {
    lappend held [string repeat x 1048576]
}
