"""Measures how long igs takes to read and run long scripts, beside bash, tclsh and lftp.

Usage: language.py PATH-OF-IGS

Each program runs its closest equivalent of the same script. They take turns, so that whatever else
the machine does meanwhile falls on all of them; the median of each is shown, and how igs compares.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

COUNT = 1_000_000
ROUNDS = 3
RATIOS = ["1:1", "16:9", "3:2", "9:16", "4:3"]


def write_scripts(folder):
    """Writes the scripts; returns the commands that run them, by what they show."""

    def script(name, lines):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        return path

    igs = [sys.argv[1], "--home", os.path.join(folder, "home")]
    few = [RATIOS[i % len(RATIOS)] for i in range(COUNT)]
    settings = script("settings.igs", (f"set ratio {ratio}" for ratio in few))
    distinct = script("distinct.igs", (f"set outdir pictures-{i}" for i in range(COUNT)))
    loop = script("loop.igs", [f"for i in 1..{COUNT} {{", "    let x = $i", "}"])
    return {
        f"{COUNT} lines that set one of five values": {
            "igs": [*igs, settings],
            "tclsh": ["tclsh", script("few.tcl", (f"set ratio {ratio}" for ratio in few))],
            "bash": ["bash", script("few.sh", (f"ratio={ratio}" for ratio in few))],
            "lftp": [
                "lftp",
                "-f",
                script("few.lftp", (f"set net:max-retries {i % 5}" for i in range(COUNT))),
            ],
            "igs check": [sys.argv[1], "check", settings],
        },
        f"{COUNT} lines that set as many values": {
            "igs": [*igs, distinct],
            "tclsh": [
                "tclsh",
                script("distinct.tcl", (f"set outdir pictures-{i}" for i in range(COUNT))),
            ],
            "bash": ["bash", script("distinct.sh", (f"outdir=pictures-{i}" for i in range(COUNT)))],
            "igs check": [sys.argv[1], "check", distinct],
        },
        f"a loop of {COUNT} assignments": {
            "igs": [*igs, loop],
            "tclsh": [
                "tclsh",
                script("loop.tcl", [f"for {{set i 1}} {{$i <= {COUNT}}} {{incr i}} {{set x $i}}"]),
            ],
            "bash": [
                "bash",
                script("loop.sh", [f"for ((i = 1; i <= {COUNT}; i++)); do x=$i; done"]),
            ],
        },
    }


def run(command):
    """Runs the command; returns the seconds from its start to its end, and its memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    end = time.perf_counter()
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return end - start, usage.ru_maxrss / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        for title, commands in write_scripts(folder).items():
            runs = {name: [] for name in commands}
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    runs[name].append(run(command))
            medians = {
                name: statistics.median(seconds for seconds, _ in values)
                for name, values in runs.items()
            }
            print(f"{title}, median of {ROUNDS} runs in turn")
            for name, median in medians.items():
                ratio = medians["igs"] / median
                memory = max(memory for _, memory in runs[name])
                print(
                    f"  {name:<12} {median:6.2f} s {memory:5.0f} MiB"
                    f"   igs takes {ratio:5.2f} × of it"
                )


main()
