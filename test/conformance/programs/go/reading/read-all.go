package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	total := 0
	for _, word := range bytes.Fields(text) {
		x, _ := strconv.Atoi(string(word))
		total += x
	}
	fmt.Println(total)
}
