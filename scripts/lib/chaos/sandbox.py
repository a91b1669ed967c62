"""A sandbox that was started by hand, in a process of its own: it outlives the igs that is killed."""

import os
import pathlib
import subprocess

from place import CANARY, read_lines
from violation import demand


class Sandbox:
    """Listens until it is closed."""

    def __init__(self, igs, folder, speed=5000, faults=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        words = [pathlib.Path(igs).parent / "igs-sandbox", "--speed", str(speed), "--state", self.folder / "state",
                 "--credits", "100000000"]
        if faults is not None:
            plan = self.folder / "faults.plan"
            plan.write_text(faults)
            words += ["--faults", plan]
        # The key is in no file and in no argument: whatever finds it finds what igs wrote.
        with open(self.folder / "errors", "wb") as errors:
            self.process = subprocess.Popen(
                words, env={"PATH": os.environ["PATH"], "IGS_SANDBOX_KEY": CANARY},
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        greeting = self.process.stdout.readline().decode().split()
        demand(greeting[:2] == ["listening", "on"], f"the sandbox says {greeting}")
        self.url = greeting[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        status = self.process.poll()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        demand(status is None, f"the sandbox ended by itself, with status {status}")

    @property
    def service(self):
        """The variables that lead igs here."""
        return {"IGS_BASE_URL": self.url}

    def journal(self):
        """The bills: a line for each task that was accepted."""
        return read_lines(self.folder / "state/journal.jsonl")

    def faults(self):
        """What went wrong, a line for each."""
        return read_lines(self.folder / "state/faults.jsonl")
