total=0
while read -ra numbers || ((${#numbers[@]})); do
	for number in "${numbers[@]}"; do
		total=$((total + number))
	done
done
echo $total
