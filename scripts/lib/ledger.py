"""Measures what igs takes beside a ledger of many jobs, as ratios to a ledger of few.

Usage: ledger.py PATH-OF-IGS [FEW MANY]

Both ledgers, of 100 and of 100,000 jobs unless told otherwise, are copies of one job's entry, each with a prompt of
its own; the oldest has the picture. The two take turns. `jobs --all` lists each job: there, the time of one line is
compared, and the time until the first.
"""

import hashlib
import os
import pathlib
import pty
import select
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROUNDS = 11
# What is not a part of the checksum of an entry's fixed columns.
CHANGING = [
    "submitted_at", "completed_at", "state", "is_open", "owner", "task_id", "poll_path", "is_acceptance_known",
    "may_be_charged", "polls", "progress", "result_url", "credits_used", "cost", "spent", "reserved", "failure",
    "image", "forgotten_at"]
FIXED = [
    "number", "id", "service", "name", "request", "pacing", "created_at", "price", "budgets", "run", "session",
    "retry_of", "is_attached", "request_key", "ordinal"]


def checksum(values):
    """The checksum of an entry's values, as the ledger has it."""
    data = bytearray()
    for value in values:
        match value:
            case None:
                data += b"\0"
            case int():
                data += b"\1" + struct.pack("<q", value)
            case float():
                data += b"\2" + struct.pack("<d", value)
            case str():
                text = value.encode()
                data += b"\3" + struct.pack("<Q", len(text)) + text
    return struct.unpack(">q", hashlib.sha256(data).digest()[:8])[0]


def fill(path, count):
    """Replaces the one job of a ledger by copies, one every five minutes until an hour ago, in sessions of 50."""
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        job = dict(database.execute("SELECT * FROM job").fetchone())
        first = job["created_at"]

        def copies():
            for number in range(1, count + 1):
                digest = digest_of(job) if number == 1 else hashlib.sha256(b"%d" % number).hexdigest()
                request = job["request"]
                if number > 1:
                    request = request.replace("a castle", f"a castle {number}")
                key = hashlib.sha256(f"{job['service']}\n{request}".encode()).digest()[:8]
                changes = {
                    "number": number, "id": f"igs_copy_{number}", "task_id": f"task_copy_{number}",
                    "name": f"p{number}", "session": f"session-{number // 50}",
                    "request": request, "request_key": struct.unpack(">q", key)[0],
                    "created_at": first - 3600 - 300 * (count - number),
                    "image": job["image"].replace(digest_of(job), digest)}
                copy = job | changes
                seal = checksum([copy[column] for column in FIXED])
                copy["checksum"] = checksum([seal] + [copy[column] for column in CHANGING])
                yield tuple(copy.values())

        for table in ["job", "tally", "quarter"]:
            database.execute(f"DELETE FROM {table}")
        marks = ", ".join("?" for _ in job)
        database.executemany(f"INSERT INTO job ({', '.join(job)}) VALUES ({marks})", copies())
    database.close()


def digest_of(job):
    return job["image"].split('"sha256":"')[1][:64]


class Home:
    """A state folder whose ledger has some jobs."""

    def __init__(self, igs, folder, count):
        self.igs, self.folder, self.count = igs, folder, count
        folder.mkdir()
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "IGS_HOME": str(folder), "TERM": "xterm"}
        self.run("set quality low; gen a castle; wait")
        fill(folder / "state/ledger.sqlite", count)

    def command(self, line, *options):
        return [self.igs, "--speed", "2000", *options, "-c", line]

    def run(self, line, *options):
        """Runs a line; returns the CPU milliseconds of igs and of its children, and the MiB of memory."""
        with subprocess.Popen(
                self.command(line, *options), cwd=self.folder, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if status != 0 or b"error" in said:
            sys.exit(said.decode()[-2000:])
        return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024

    def first_line(self, line):
        """Runs a line; returns the milliseconds until it prints, and the bytes of all that it prints."""
        start = time.perf_counter()
        with subprocess.Popen(
                self.command(line), cwd=self.folder, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.stdout.read1()
            first = (time.perf_counter() - start) * 1000
            process.stdout.read()
        return first

    def prompt(self):
        """Starts the prompt and leaves it; returns the milliseconds until it shows."""
        start = time.perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execve(self.igs, [self.igs], self.environment)
        shown = b""
        while b"1K>" not in shown:
            if not select.select([terminal], [], [], 60)[0]:
                sys.exit(f"no prompt, but {shown!r}")
            shown += os.read(terminal, 1 << 16)
        elapsed = (time.perf_counter() - start) * 1000
        os.write(terminal, b"\x04")
        while True:
            try:
                if not os.read(terminal, 1 << 16):
                    break
            except OSError:
                break
        os.close(terminal)
        os.waitpid(process, 0)
        return elapsed


def main():
    igs = str(pathlib.Path(sys.argv[1]).resolve())
    few, many = (int(text) for text in sys.argv[2:4]) if len(sys.argv) > 2 else (100, 100_000)
    with tempfile.TemporaryDirectory() as name:
        homes = [Home(igs, pathlib.Path(name) / str(count), count) for count in (few, many)]
        measures = {
            "prompt, until it shows": Home.prompt,
            "jobs, CPU": lambda home: home.run("jobs")[0],
            "cost, CPU": lambda home: home.run("cost")[0],
            "one job, CPU": lambda home: home.run("gen a castle; wait")[0],
            "one reused job, CPU": lambda home: home.run("set quality low; gen a castle; wait", "--reuse")[0],
            "jobs --since 3h, CPU": lambda home: home.run("jobs --since 3h")[0],
            "jobs --all, until its first line": lambda home: home.first_line("jobs --all"),
        }
        print(f"beside {many:,} jobs and beside {few:,}, medians of {ROUNDS} runs in turn")
        for title, measure in measures.items():
            times = [[measure(home) for home in homes] for _ in range(ROUNDS)]
            small, large = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"  {title:<34} {large:8.1f} ms and {small:7.1f} ms   {large / small:5.2f} ×")
        cpu, memory = homes[1].run("jobs --all")
        print(
            f"  jobs --all lists {many:,} jobs: {cpu / 1000:.2f} s of CPU, "
            f"{cpu * 1000 / many:.0f} µs a line, {memory:.0f} MiB")


main()
