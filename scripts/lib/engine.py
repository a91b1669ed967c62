"""Measures what igs's engine takes for a job, beside a program on aiohttp that does the same without a ledger.

Usage: engine.py PATH-OF-IGS [JOBS…]

Both run against a service of its own, which is lean: 1,000 tasks of one to three seconds, 64 at a time,
asked about every half second, each with a picture of 100 kB. Then igs runs 100 and 2,000 shorter jobs,
or as many as the arguments say: what a job takes should not depend on how many there are.
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

CONCURRENCY = 64
HERE = pathlib.Path(__file__).parent
# Debian's, which has Debian's aiohttp.
PYTHON = "/usr/bin/python3"


@contextlib.contextmanager
def service(shortest, longest):
    """Starts the lean service; returns its origin."""
    command = [sys.executable, str(HERE / "lean_service.py"), str(shortest), str(longest)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def run(command, origin, folder):
    """Runs a client; returns its seconds, its CPU milliseconds, its memory in MiB, and what the service saw."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "IGS_HOME": str(folder / "home"),
        "IGS_BASE_URL": origin, "AIREITER_API_KEY": "demo"}
    start = time.perf_counter()
    with open(folder / "said", "w+b") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit((folder / "said").read_text()[-2000:])
    with urllib.request.urlopen(f"{origin}/figures") as reply:
        figures = json.load(reply)
    return wall, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, figures


def run_igs(igs, origin, jobs, interval):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines = [f"set concurrency {CONCURRENCY}", f"set poll-after {interval}s", f"set poll-every {interval}s"]
        lines += ["set quality low", *(f'gen "picture {n} of a harbour" --as p{n}' for n in range(jobs)), "wait"]
        (folder / "load.igs").write_text("\n".join(lines) + "\n")
        return run([igs, "load.igs"], origin, folder)


def run_aiohttp(origin, jobs, interval):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "pictures").mkdir()
        client = [PYTHON, str(HERE / "aiohttp_client.py"), origin, str(jobs), str(CONCURRENCY)]
        return run([*client, str(interval), str(folder / "pictures")], origin, folder)


def show(name, jobs, result):
    wall, cpu, memory, figures = result
    print(
        f"  {name:<12} {wall:6.1f} s   {cpu / jobs:6.2f} ms of CPU a job   {memory:4.0f} MiB"
        f"   {figures['queries'] / jobs:4.1f} queries a job, found {figures['late']:.2f} s late")


def main():
    igs, counts = sys.argv[1], [int(text) for text in sys.argv[2:]] or [100, 2000]
    jobs, interval = 1000, 0.5
    print(f"{jobs} jobs of 1 to 3 s, {CONCURRENCY} at a time, asked about every {interval} s")
    with service(1, 3) as origin:
        own = run_igs(igs, origin, jobs, interval)
        rival = run_aiohttp(origin, jobs, interval)
    show("igs", jobs, own)
    show("aiohttp", jobs, rival)
    print(f"  igs takes {own[1] / rival[1]:.2f} × of its CPU, and {own[0] / rival[0]:.2f} × of its time")
    print(f"jobs of 0.2 to 0.6 s, {CONCURRENCY} at a time, asked about every 0.2 s")
    with service(0.2, 0.6) as origin:
        for count in counts:
            show(f"{count} jobs", count, run_igs(igs, origin, count, 0.2))


main()
