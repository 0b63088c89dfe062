total=0
while read -r line || [[ -n $line ]]; do
	for number in $line; do
		((total += number))
	done
done
echo "$total"
