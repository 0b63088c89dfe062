<?php
$total = 0;
while (($line = readline()) !== false) {
    $total += array_sum(explode(' ', $line));
}
echo $total, PHP_EOL;
