#define _GNU_SOURCE
#include "CSimulation.h"
#include <dlfcn.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define SWIFT_CC __attribute__((swiftcall))

typedef SWIFT_CC void (*enqueue_original)(void *job);

extern SWIFT_CC void swift_job_run(void *job, void *executor, void *implementation);

static __thread struct simulated_world *world;

static SWIFT_CC void enqueue(void *job, enqueue_original original) {
    if (world)
        world->enqueue(world->context, job);
    else
        original(job);
}

// Swift's own. Weak, so that its address is looked up: otherwise the linker would give the program a copy of the variable,
// which the library does not read. A program that exports nothing could not find it by its name.
extern SWIFT_CC void (*swift_task_enqueueGlobal_hook)(void *, enqueue_original)
    __attribute__((weak));

bool simulated_world_install(void) {
    if (!&swift_task_enqueueGlobal_hook) return false;
    swift_task_enqueueGlobal_hook = enqueue;
    return true;
}

void simulated_world_enter(struct simulated_world *next) { world = next; }

// Two null words are the generic executor.
void simulated_world_run(void *job) { swift_job_run(job, NULL, NULL); }

// The next two stand before the C library's own where symbols are looked up, for every library of the process.

typedef long (*system_call)(long number, long, long, long, long, long, long);

static system_call next_system_call(void) {
    static _Atomic(system_call) found;
    if (!found) found = (system_call)dlsym(RTLD_NEXT, "syscall");
    return found;
}

/// Swift and Foundation ask for random bytes by the number of the call.
long syscall(long number, ...) {
    long words[6];
    va_list arguments;
    va_start(arguments, number);
    for (int i = 0; i < 6; i++) words[i] = va_arg(arguments, long);
    va_end(arguments);
    if (world && number == SYS_getrandom) {
        world->fill(world->context, (void *)words[0], (uint64_t)words[1]);
        return words[1];
    }
    return next_system_call()(
        number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!world) return (int)syscall(SYS_clock_gettime, clock, time);
    int is_wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    uint64_t value = is_wall ? world->now : world->uptime;
    time->tv_sec = (time_t)(value / 1000000000);
    time->tv_nsec = (long)(value % 1000000000);
    return 0;
}
