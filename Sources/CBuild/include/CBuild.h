#ifndef CBUILD_H
#define CBUILD_H

/// Returns what the program was built from: "commit 1234567", "commit 1234567 with changes", or "source" if nobody
/// said so to the build. It is never freed.
const char *igs_buildSource(void);

#endif
