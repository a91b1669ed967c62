"""Runs 200 jobs at concurrency 32 through igs and its sandbox, and says what they took.

Usage: load.py PATH-OF-IGS [SPEED]

The ideal is what the tasks' own times at the sandbox take on 32 slots with nothing in between: no
polling, no drawing, no download. The other ideal counts in that a task is done for the client when a
query finds it so, at the documented times: after 10 s, and then every 4 s, divided by the speed.
"""

import collections
import heapq
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

# CPU time and peak memory are those of igs and of the sandbox, its child, together.
JOBS = 200
CONCURRENCY = 32
RATIOS = ["1:1", "3:2", "16:9", "9:16", "4:5", "21:9"]


def script():
    lines = [f"set concurrency {CONCURRENCY}", "set quality low"]
    lines += [f'gen "picture {n} of a harbour" --ratio {RATIOS[n % len(RATIOS)]} --as p{n}' for n in range(JOBS)]
    return "\n".join([*lines, "wait", "save all out/"]) + "\n"


def ideal(tasks):
    """The seconds that the tasks take on the slots, begun in order."""
    slots = [0.0] * CONCURRENCY
    for seconds in tasks:
        heapq.heappush(slots, heapq.heappop(slots) + seconds)
    return max(slots)


def found(seconds, speed):
    """When a task that takes some seconds is found done."""
    first, interval = 10 / speed, 4 / speed
    return first + interval * max(0, math.ceil((seconds - first) / interval))


def main():
    igs, speed = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "200"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "load.igs").write_text(script())
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "IGS_HOME": str(folder / "home")}
        start = time.perf_counter()
        run = subprocess.run(
            [igs, "--speed", speed, "--json", "load.igs"],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False)
        wall = time.perf_counter() - start
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        if run.returncode != 0:
            sys.exit(run.stdout[-2000:] + run.stderr)
        events = [json.loads(line) for line in run.stdout.splitlines()]
        settled = [event for event in events if event["event"] == "settled"]
        kinds = collections.Counter(event["event"] for event in events)
        right = sum(1 for event in settled if event["status"] == "completed" and not event.get("mismatch"))
        tasks = (folder / "home/state/sandbox/tasks.jsonl").read_text().splitlines()
        times = [json.loads(task)["timeline"]["duration"] for task in tasks]
        best, polled = ideal(times), ideal([found(time, float(speed)) for time in times])
        requests = sum(event["polls"] + 2 for event in settled) / JOBS
        print(f"{JOBS} jobs, concurrency {CONCURRENCY}, sandbox at {speed} times the service's speed")
        print(f"  right pixels, saved       {right} of {JOBS}, {kinds['saved']}")
        print(f"  wall time                 {wall:.2f} s; {wall / best:.2f} × the ideal of {best:.2f} s, "
              f"{wall / polled:.2f} × the {polled:.2f} s with polling")
        print(f"  requests a job            {requests:.1f} (submission, queries, download)")
        seconds, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        print(f"  CPU, sandbox included     {seconds:.2f} s; peak memory {peak:.0f} MiB")


main()
