#ifndef CSIMULATION_H
#define CSIMULATION_H

#include <stdbool.h>
#include <stdint.h>

/// The world that a thread belongs to: who takes the jobs of Swift's concurrency that are made on the thread, and
/// where its time and its random bytes come from.
///
/// It is used by its thread alone, and outlives its stay there.
struct simulated_world {
    /// Passed to the functions.
    void *context;
    /// Takes a job that is to be run.
    void (*enqueue)(void *context, void *job);
    /// Fills a buffer with random bytes.
    void (*fill)(void *context, void *bytes, uint64_t count);
    /// Nanoseconds since the machine was started.
    uint64_t uptime;
    /// Nanoseconds since 1970.
    uint64_t now;
};

/// Puts the hook of Swift's concurrency into place; returns whether there is one. Threads without a world go on as before.
bool simulated_world_install(void);

/// Makes a world the calling thread's; NULL leaves it.
void simulated_world_enter(struct simulated_world *world);

/// Runs a job that `enqueue` was given, on the calling thread, up to its next suspension.
void simulated_world_run(void *job);

#endif
