#include "CBuild.h"

const char *igs_buildSource(void) { return IGS_SOURCE; }
