while 1 {
    puts flood
}
