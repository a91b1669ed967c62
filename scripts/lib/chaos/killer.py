"""Ends a run of igs at once, at a moment or at a system call."""

import contextlib
import os
import random
import signal
import subprocess
import time

# Those that leave something behind or send something, by groups that go by other names on other machines.
CALLS = [
    "write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "?link,linkat", "?rename,renameat,renameat2",
    "?unlink,unlinkat", "openat", "?mkdir,mkdirat", "sendto", "sendmsg", "connect",
]


class Moment:
    """SIGKILL after some seconds; for some, to the embedded sandbox too, as when the machine goes down."""

    def __init__(self, seconds, takes_sandbox=False):
        self.seconds, self.takes_sandbox = seconds, takes_sandbox

    def run(self, place, command):
        process = place.start(command)
        try:
            process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            victims = [process.pid] + (children(process.pid) if self.takes_sandbox else [])
            for victim in victims:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
        return place.finish(process)


class SystemCall:
    """SIGKILL at the beginning of the Nth such call that a thread makes; the sandbox is left alone."""

    def __init__(self, call, number):
        self.call, self.number = call, number

    def run(self, place, command):
        return place.finish(place.start(inject(self.call, f"signal=KILL:when={self.number}") + command))


def inject(call, what, output=os.devnull):
    """The words that let something go wrong with a system call of igs, but not of those that it starts."""
    words = ["strace", "-f", "-qq", "-b", "execve", "-o", str(output)]
    return [*words, "-e", f"trace={call}", "-e", f"inject={call}:{what}"]


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            direct = [int(word) for word in file.read().split()]
        found = []
        for task in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{task}/children", encoding="ascii") as file:
                found += [int(word) for word in file.read().split()]
        return sorted(set(direct + found))
    except OSError:
        return []


def any_killer(chance: random.Random, seconds):
    """Mostly a moment within the time that such a run takes; every third time, a call."""
    if chance.random() < 0.35:
        return SystemCall(chance.choice(CALLS), 1 + int(chance.expovariate(1 / 6)))
    return Moment(chance.uniform(0.05, 1.05) * seconds, takes_sandbox=chance.random() < 0.25)


def stopwatch(action):
    start = time.monotonic()
    result = action()
    return result, time.monotonic() - start
