#define _GNU_SOURCE

#include "CLibrary.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

bool clibrary_load(const clibrary *library, char *reason, size_t size) {
    void *handle = NULL;
    for (const char *const *file = library->files; !handle && *file; file++) {
        handle = dlopen(*file, RTLD_NOW | RTLD_LOCAL);
        /* The text is gone with the next call. */
        if (!handle) snprintf(reason, size, "%s", dlerror());
    }
    if (!handle) return false;
    for (size_t index = 0; index < library->count; index++) {
        void *address = dlsym(handle, library->names[index]);
        if (!address) {
            snprintf(reason, size, "it has no function %s", library->names[index]);
            return false;
        }
        memcpy((char *)library->functions + index * sizeof address, &address, sizeof address);
    }
    return true;
}
