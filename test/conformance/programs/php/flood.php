<?php
while (true) {
    echo "flood\n";
}
