use strict;
use warnings;
use List::Util qw(sum0);

print sum0(map { split } <>), "\n";
