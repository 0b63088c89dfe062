<?php
$total = 0;
while (is_array($numbers = fscanf(STDIN, '%d %d'))) {
    $total += array_sum($numbers);
}
echo $total, PHP_EOL;
