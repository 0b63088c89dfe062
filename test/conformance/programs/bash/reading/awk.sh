awk '{ for (i = 1; i <= NF; i++) total += $i } END { printf "%d\n", total }'
