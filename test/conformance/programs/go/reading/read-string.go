package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var total int64
	for {
		line, err := in.ReadString('\n')
		for _, word := range strings.Fields(line) {
			x, _ := strconv.ParseInt(word, 10, 64)
			total += x
		}
		if err != nil {
			break
		}
	}
	fmt.Println(total)
}
