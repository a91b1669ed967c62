"""Takes the disk away: no room, errors, a folder that cannot be written, no files left to open."""

import os
import shutil
import subprocess

import scripts
from chains import finish, prepare
from killer import inject
from referee import judge
from sandbox import Sandbox
from violation import demand

# The calls by which igs and SQLite keep things; `write` is left out, by which threads are woken, too.
CALLS = ["pwrite64", "fsync", "fdatasync", "ftruncate", "?link,linkat", "?rename,renameat,renameat2",
         "?unlink,unlinkat", "?mkdir,mkdirat", "?fchmod"]
ROOMS = [0, 16, 32, 64, 96, 128, 160, 192, 256, 384, 512, 640, 768, 896, 1024, 1280, 1536, 2048]
# With fewer than 7 Swift itself does not start.
OPEN_FILES = [16, 20, 24, 7, 8, 10, 12, 14, 18, 22, 26, 28, 30, 32, 36, 40, 48, 64]


def disk(chaos, seconds):
    """Everything once where the time allows; errors at the first calls only where it does not."""
    short = seconds < 30
    calls = range(1, 4 if short else 40)

    def tasks():
        if can_mount():
            for room in ROOMS[::4] if short else ROOMS:
                yield lambda room=room: full(chaos, room)
            yield lambda: read_only(chaos, is_used=False)
            yield lambda: read_only(chaos, is_used=True)
        else:
            print("disk: full and read-only folders are left out: mounting is not permitted here")
        for number in OPEN_FILES[:3] if short else OPEN_FILES:
            yield lambda number=number: few_files(chaos, number)
        over = set()
        for number in calls:
            for call in CALLS:
                for error in ["EIO"] if short else ["EIO", "ENOSPC"]:
                    for end in ["", "+"]:
                        key = (call, error, end)
                        if key not in over:
                            yield lambda key=key, number=number: failing(chaos, *key, number, over)

    chaos.work_off(tasks())


def unshare():
    return ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])


def can_mount():
    """Whether this user may mount something for its own processes."""
    words = [*unshare(), "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def demand_reason(run, what):
    """A run that did not end well has said why, in a diagnostic."""
    demand(run.status in (0, 1, 5, 124), f"{what}: run {run.number} ended with status {run.status}")
    demand(run.status == 0 or b"error[E0" in run.errors, f"{what}: run {run.number} does not say why it failed")


def full(chaos, room):
    """A state folder on a disk of so many KiB, which is given more room for the last session."""
    with chaos.place(f"full-{room}") as place, Sandbox(chaos.igs, place.folder / "sandbox") as sandbox:
        place.service = sandbox.service
        prepare(place, "gens")
        place.home.mkdir()
        copy = place.folder / "copy"
        words = f"""
            mount -t tmpfs -o size={4 + room}k tmpfs "$IGS_HOME"
            "$1" --detach script.igs; echo $? > ../status
            mount -o remount,size=64m "$IGS_HOME"
            "$1" --detach --keep-going -c "jobs; wait --timeout 5s"
            cp -a "$IGS_HOME" "{copy}"
        """
        run = place.finish(place.start([*unshare(), "sh", "-c", words, "sh", place.program]))
        run.status = int((place.folder / "status").read_text())
        demand_reason(run, f"{room} KiB")
        shutil.rmtree(place.home)
        copy.rename(place.home)
        finish(place, sandbox.journal)
        judge(place, sandbox.journal(), most=3)
        chaos.count("disks too small" if run.status else "disks just large enough")


def read_only(chaos, is_used):
    """A state folder that cannot be written, be it new or one with jobs."""
    with chaos.place(f"read-only-{is_used}") as place, Sandbox(chaos.igs, place.folder / "sandbox") as sandbox:
        place.service = sandbox.service
        prepare(place, "gens")
        place.home.mkdir()
        if is_used:
            demand(place.run("script.igs").status == 0, "the script fails")
        before = sandbox.journal()
        words = """
            mount --bind "$IGS_HOME" "$IGS_HOME" && mount -o remount,bind,ro "$IGS_HOME"
            exec "$1" script.igs
        """
        run = place.finish(place.start([*unshare(), "sh", "-c", words, "sh", place.program]))
        demand(run.status != 0, "a folder that cannot be written did not keep igs from anything")
        demand_reason(run, "read-only")
        demand(sandbox.journal() == before, "something was paid for that could not be recorded")
        demand(place.run("script.igs").status == 0, "the script fails once the folder can be written")
        judge(place, sandbox.journal(), exactly=6 if is_used else 3)
        chaos.count("read-only folders refused")


def few_files(chaos, number):
    """So many files may be open at a time."""
    with chaos.place(f"files-{number}") as place:
        prepare(place, "gens")
        words = ["sh", "-c", f'ulimit -n {number}; exec "$@"', "sh", *place.command(["script.igs"])]
        run = place.finish(place.start(words))
        demand_reason(run, f"{number} files")
        finish(place, place.journal)
        judge(place, place.journal(), most=3)
        chaos.count("limits of open files")
        chaos.count("of them enough", run.status == 0)


def failing(chaos, call, error, end, number, over):
    """The Nth such call of a thread fails, and, with a plus, all that follow."""
    with chaos.place(f"{error}-{call.split(',')[-1]}-{number}{end}") as place:
        prepare(place, "save")
        trace = place.folder / "trace"
        words = inject(call, f"error={error}:when={number}{end}", output=trace)
        run = place.finish(place.start(words + place.command(["script.igs"])))
        demand_reason(run, f"{call} {number}{end} {error}")
        failures = trace.read_text().count("(INJECTED)")
        trace.unlink()
        if failures == 0:
            over.add((call, error, end))
            return
        finish(place, place.journal)
        judge(place, place.journal(), most=scripts.SCRIPTS["save"][1])
        chaos.count(f"calls that failed with {error}", failures)
        chaos.count("runs on a failing disk")
