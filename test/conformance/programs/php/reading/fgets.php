<?php
$total = 0;
while (($line = fgets(STDIN)) !== false) {
    $total += array_sum(explode(' ', trim($line)));
}
echo $total, PHP_EOL;
