while :; do echo flood; done
