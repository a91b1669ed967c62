// What Swift cannot reach of Linux: calls whose parameters vary in number, and a variable that anybody may change.
#ifndef CPROCESS_H
#define CPROCESS_H

#define _GNU_SOURCE

#include <sys/prctl.h>
#include <unistd.h>

/// Lets no other process of this user read the memory of this one, and no crash write it to a disk.
static inline int igs_forbidDump(void) {
    return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
}

/// The variables of this process, `NAME=VALUE` each, with NULL at their end. To be read before any other thread runs.
static inline char *const *igs_environment(void) {
    return environ;
}

#endif
