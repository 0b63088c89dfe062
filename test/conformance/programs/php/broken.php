<?php
echo "unclosed;
