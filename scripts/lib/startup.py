"""Measures how long an empty run of igs takes, beside lftp, sqlite3 and python3.

Usage: startup.py PATH-OF-IGS

The programs take turns, so that whatever else the machine does meanwhile falls on all of them, and
in another order each time, so that each comes after each: the caches are warm after a small program,
and cold after python3. The median of each is shown, and its ratio to that of igs.
"""

import os
import random
import statistics
import sys
import tempfile
import time

ROUNDS = 60


def milliseconds(command, environment):
    """How long a run of the command takes, from before it is started until it has ended."""
    start = time.perf_counter()
    process = os.posix_spawnp(
        command[0],
        command,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status = os.waitpid(process, 0)
    end = time.perf_counter()
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return (end - start) * 1000


def main():
    commands = {
        "igs -c ''": [sys.argv[1], "-c", ""],
        "sqlite3 :memory: ''": ["sqlite3", ":memory:", ""],
        "lftp -c ''": ["lftp", "-c", ""],
        "python3 -c ''": ["python3", "-c", ""],
    }
    times = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, IGS_HOME=home)
        for command in commands.values():
            milliseconds(command, environment)
        turns = list(commands.items())
        order = random.Random(1)
        for _ in range(ROUNDS):
            order.shuffle(turns)
            for name, command in turns:
                times[name].append(milliseconds(command, environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    own = medians["igs -c ''"]
    print(f"start-up, median of {ROUNDS} runs in turn")
    for name, median in medians.items():
        print(f"  {name:<22} {median:7.1f} ms   igs takes {own / median:5.2f} × of it")


main()
