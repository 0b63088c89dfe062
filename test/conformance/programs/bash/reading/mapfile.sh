mapfile -t lines
total=0
for number in ${lines[@]}; do
	((total += number))
done
echo "$total"
