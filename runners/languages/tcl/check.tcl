# Says whether the program is a whole script: Tcl has no other notion of one that does not compile.
set file [open [lindex $argv 0]]
if {![info complete [read $file]]} {
	puts stderr "[lindex $argv 0]: syntax error: a brace, a bracket or a quote is not closed"
	exit 1
}
