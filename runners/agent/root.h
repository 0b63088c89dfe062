/* The root of a container, left for the sandbox's own. */
#ifndef ASSAY_ROOT_H
#define ASSAY_ROOT_H

/* Makes the folder the root of this mount namespace, with devices and the old /proc in it.
 * What the container's runtime has mounted elsewhere (/sys, its resolv.conf, its own
 * devices) is then nowhere. 0 or -1 with errno. */
int enter_root(const char *folder);

#endif
