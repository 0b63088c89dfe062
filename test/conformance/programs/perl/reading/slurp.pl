use strict;
use warnings;

my $text = do { local $/; <STDIN> };
my $total = 0;
$total += $_ for $text =~ /-?\d+/g;
print "$total\n";
