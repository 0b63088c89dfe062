<?php
$total = 0;
foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $line) {
    $total += array_sum(array_map('intval', explode(' ', $line)));
}
echo $total, PHP_EOL;
