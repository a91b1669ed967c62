"""Measures how long a keystroke takes to the screen at igs's prompt, beside bash's and python3's.

Usage: prompt.py PATH-OF-IGS

Each program runs on a pseudo-terminal of 80 columns. A key is typed, and the time is taken until the
terminal gets the first bytes for it. The programs take turns, a line at a time; igs looks for a hint
in a history of 10,000 lines at each key. Then igs completes, with 10,000 jobs in its session and 5,000
files in its folder: the time from Tab to the end of what it shows, a page of candidates or the one
there is.
"""

import fcntl
import os
import pathlib
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time

LINE = "print a castle under the stars, it is midnight now"
ROUNDS = 20
JOBS = 10_000
FILES = 5_000
HISTORY = 10_000
LIMIT = 120
QUIET = 0.1


class Prompt:
    """A program at its prompt."""

    def __init__(self, command, environment, folder, sign):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        # Another program that has it would keep this one from noticing that it is closed.
        os.set_inheritable(self.terminal, False)
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self.wait(sign)

    def read(self, seconds):
        """What the program shows within the time; nothing where it shows nothing."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        return os.read(self.terminal, 1 << 16) if ready else b""

    def wait(self, sign):
        """Waits until the sign shows, and then until nothing more comes."""
        shown = b""
        end = time.monotonic() + LIMIT
        while sign not in shown:
            if time.monotonic() > end:
                sys.exit(f"'{sign.decode()}' did not show, but {shown[-500:]!r}")
            shown = (shown + self.read(1))[-10_000:]
        self.drain()

    def drain(self):
        while self.read(QUIET):
            pass

    def press(self, key):
        """Presses a key; returns the milliseconds until the last bytes for it."""
        start = time.perf_counter()
        os.write(self.terminal, key)
        if not self.read(LIMIT):
            sys.exit(f"nothing shows for {key!r}")
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return (last - start) * 1000

    def type_line(self):
        """Types the line, and drops it; returns the milliseconds of each key."""
        times = []
        for character in LINE:
            start = time.perf_counter()
            os.write(self.terminal, character.encode())
            if not self.read(LIMIT):
                sys.exit("nothing shows for a key")
            times.append((time.perf_counter() - start) * 1000)
            # What a person types comes one by one, and the rest of what shows before.
            while self.read(0.005):
                pass
        os.write(self.terminal, b"\x15")
        self.drain()
        return times

    def enter(self, line, sign):
        os.write(self.terminal, line.encode() + b"\r")
        self.wait(sign)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def keystrokes(igs, environment, folder):
    state = pathlib.Path(environment["IGS_HOME"]) / "state"
    state.mkdir(parents=True)
    (state / "history").write_text("".join(f"print line {number}\n" for number in range(HISTORY)))
    prompts = {
        "igs": Prompt([igs, "--service", "sandbox"], environment, folder, b"1K>"),
        "bash": Prompt(["bash", "--norc", "--noprofile", "-i"], environment, folder, b"$ "),
        "python3": Prompt(["python3", "-q"], environment, folder, b">>> "),
    }
    times = {name: [] for name in prompts}
    for _ in range(ROUNDS):
        for name, prompt in prompts.items():
            times[name] += prompt.type_line()
    print(f"keystroke to screen, {len(times['igs'])} keys in {ROUNDS} lines in turn")
    median = statistics.median(times["igs"])
    for name, values in times.items():
        own = statistics.median(values)
        high = statistics.quantiles(values, n=100)[98]
        print(
            f"  {name:<10} median {own:6.3f} ms, 99 % within {high:6.2f} ms"
            f"   igs takes {median / own:5.2f} × of it")
    for prompt in prompts.values():
        prompt.close()


def completion(igs, environment, folder):
    for number in range(FILES):
        (folder / f"picture-{number}.png").touch()
    prompt = Prompt([igs, "--service", "sandbox", "--speed", "100000"], environment, folder, b"1K>")
    prompt.enter("set concurrency 256", b"1K>")
    # Jobs that are refused need no pictures.
    prompt.enter(
        f'for n in 1..{JOBS} {{ gen "castle $n, sandbox:reject violence" --as castle-$n }}; print made',
        b"made\r\n")
    prompt.enter("try { wait } catch e { }; print all-here", b"all-here\r\n")
    print(f"completion, {JOBS} jobs and {FILES} files, median of {ROUNDS}")
    for title, text in [
        ("jobs", "wait %castle-"),
        ("one job", f"wait %castle-{JOBS - 1}"),
        ("files", "ref add picture-"),
        ("one file", f"ref add picture-{FILES - 1}"),
    ]:
        times = []
        for _ in range(ROUNDS):
            os.write(prompt.terminal, text.encode())
            prompt.drain()
            times.append(prompt.press(b"\t"))
            os.write(prompt.terminal, b"\x15")
            prompt.drain()
        print(f"  {title:<10} median {statistics.median(times):6.2f} ms, at most {max(times):6.2f} ms")
    prompt.close()


def main():
    igs = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "IGS_HOME": str(folder / "home"),
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "$ ",
        }
        (folder / "work").mkdir()
        keystrokes(igs, environment, folder / "work")
        completion(igs, environment, folder / "work")


main()
