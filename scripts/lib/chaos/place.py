"""Where one chain of runs happens: a home, a current folder, and what every run said."""

import json
import os
import pathlib
import signal
import subprocess

from violation import demand

# The key that igs is given everywhere, and that must show nowhere.
CANARY = "canary-5Jq8-key-of-nobody"
# What the language's runtime says where a program traps.
CRASHES = (b"Fatal error", b"Crash:", b"Segmentation fault", b"Illegal instruction")


class Run:
    """How a run of igs ended."""

    def __init__(self, number, status, output, errors):
        self.number, self.status = number, status
        self.output, self.errors = output, errors

    @property
    def is_killed(self):
        return self.status in (-signal.SIGKILL, 128 + signal.SIGKILL)


class Place:
    """A folder of its own; `home` is igs's, and `work` the current folder."""

    def __init__(self, folder, igs):
        self.folder, self.program = pathlib.Path(folder), igs
        self.home, self.work, self.logs = (self.folder / name for name in ("home", "work", "logs"))
        for path in (self.work, self.logs, self.folder / "user"):
            path.mkdir(parents=True)
        self.count, self.last = 0, None
        # What makes igs talk to a sandbox that was started by hand.
        self.service = {}
        # What makes igs read another time off the clock.
        self.clock = {}

    @property
    def environment(self):
        return {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(self.folder / "user"),
            "IGS_HOME": str(self.home), "AIREITER_API_KEY": CANARY, **self.service, **self.clock,
        }

    def command(self, arguments, speed=5000, faults=None):
        """The words of a run: with the embedded sandbox, unless one was started by hand."""
        options = [] if self.service else ["--service", "sandbox", "--speed", str(speed)]
        if faults is not None:
            options += ["--faults", str(faults)]
        return [self.program, *options, *arguments]

    def start(self, command):
        """Starts a run, whose words and output are kept."""
        self.count += 1
        log = self.logs / f"{self.count:03}"
        log.with_suffix(".command").write_text(json.dumps([str(word) for word in command]) + "\n")
        with open(log.with_suffix(".out"), "wb") as output, open(log.with_suffix(".err"), "wb") as errors:
            process = subprocess.Popen(
                command, cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        process.number = self.count
        return process

    def finish(self, process, limit=120):
        """Waits for the end of a run, which must be none of a trap's, and in time."""
        log = self.logs / f"{process.number:03}"
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = None
        demand(status is not None, f"run {process.number} was at work still after {limit} s")
        output, errors = (log.with_suffix(end).read_bytes() for end in (".out", ".err"))
        self.last = run = Run(process.number, status, output, errors)
        demand(status >= 0 or run.is_killed, f"run {run.number} was killed by signal {-status}")
        demand(status < 128 or status in (130, 137), f"run {run.number} ended with status {status}")
        for word in CRASHES:
            demand(word not in errors, f"run {run.number} trapped")
        return run

    def run(self, *arguments, limit=120, **options):
        """Runs igs to its end."""
        return self.finish(self.start(self.command(arguments, **options)), limit)

    @property
    def journal_file(self):
        return self.home / "state/sandbox/journal.jsonl"

    def journal(self):
        """The bills of the embedded sandbox; a line is written before anybody can know of the task."""
        return read_lines(self.journal_file)

    def search_for_key(self):
        """Demands that the key is in nothing that igs has written."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = pathlib.Path(folder) / name
                demand(CANARY not in name, f"the key is the name of {path}")
                if path.is_file():
                    demand(CANARY.encode() not in path.read_bytes(), f"the key is in {path}")


def read_lines(path):
    """The JSON Lines of a file; none where it is not there. A last line without an end counts for nothing."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
