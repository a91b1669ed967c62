/*
 * Libraries that are loaded when they are first needed: a program that is linked to them waits for
 * them, and for all that they need in turn, at each of its starts.
 */
#ifndef CLIBRARY_H
#define CLIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A library, and the table of functions that is filled from it. */
typedef struct {
    /* The names of its file in different distributions; NULL after the last. */
    const char *files[3];
    /* `count` names of functions. */
    const char *const *names;
    /* Room for their addresses: a struct of as many pointers, each of its function's type. */
    void *functions;
    size_t count;
} clibrary;

/* Loads the library, and fills its table. False, and a text with what is wrong, if that cannot be
 * done. Call it once for each library, from one thread. */
bool clibrary_load(const clibrary *library, char *reason, size_t size);

#endif
