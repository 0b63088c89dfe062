package main

func main() {
	var held [][]byte
	for {
		part := make([]byte, 1<<20)
		for i := range part {
			part[i] = 'x'
		}
		held = append(held, part)
	}
}
