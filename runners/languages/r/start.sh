# Starts R without the settings of the machine. Debian's R has them in /etc/R, which a sandbox does not show, and R looks for
# them in its home alone; so it gets a home of its own, with the few that its packages cannot be loaded without.
export R_HOME=/tmp/.R
mkdir -p "$R_HOME"
ln -sfn /usr/lib/R/library /usr/lib/R/modules /assay/languages/r/etc "$R_HOME"
exec /usr/lib/R/bin/exec/R --no-echo --vanilla "$@"
