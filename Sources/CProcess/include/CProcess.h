// Calls of Linux that Swift cannot make: their parameters vary in number.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <sys/prctl.h>

/// Lets no other process of this user read the memory of this one, and no crash write it to a disk.
static inline int igs_forbidDump(void) {
    return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
}

#endif
