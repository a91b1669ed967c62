"""A chain of runs in one place, the first and the next ones killed, and a last one that is left to finish."""

import json
import time

import ledger
import pictures
import scripts
from killer import stopwatch
from referee import is_settled, judge
from violation import demand

RECOVERY = ["--detach", "-c", "jobs; wait --timeout 3s"]


def prepare(place, name):
    """Puts the script and what it refers to into the place."""
    (place.work / "script.igs").write_text(scripts.HEAD + scripts.SCRIPTS[name][0])
    (place.work / "dot.png").write_bytes(pictures.tiny())


def durations(chaos):
    """How many seconds each script takes when it is left alone, which also shows that it does what it should."""
    seconds = {}
    for name, (_, gens) in scripts.SCRIPTS.items():
        with chaos.place(f"alone-{name}") as place:
            prepare(place, name)
            run, seconds[name] = stopwatch(lambda: place.run("script.igs"))
            demand(run.status == 0, f"the script '{name}' ended with status {run.status}")
            judge(place, place.journal(), exactly=gens)
    return seconds


def kill(chaos, place, killer, words, figure):
    """One run under a killer; answers whether it was killed."""
    run = killer.run(place, place.command(words))
    if run.is_killed:
        chaos.count(figure)
        chaos.count(f"by {type(killer).__name__}")
    return run.is_killed


def finish(place, bills):
    """Sessions until what was paid for is here; most often it takes one.

    At the service's own pace a lost submission is asked for during ten minutes: nobody waits
    for those here that were never paid."""
    patience = "1s" if place.service else "30s"
    for _ in range(4):
        run = place.run("--detach", "--keep-going", "-c", f"jobs; wait --timeout {patience}; jobs --all")
        demand(run.status in (0, 1, 6, 124), f"the last session ended with status {run.status}")
        if is_settled(place, bills()):
            return


def finish_by_number(place, bills):
    """Sessions that wait for each unsettled job by its number, free of charge, until what was paid for is here."""
    for _ in range(6):
        if is_settled(place, bills()):
            return
        # What was late, or forgotten for a while, is found by and by.
        time.sleep(0.3)
        # Jobs that are on their way would have the first numbers, and once they are done, others.
        place.run("--detach", "--keep-going", "-c", "wait --timeout 5s")
        states = {identifier: entry["state"] for identifier, entry in ledger.entries(place.home).items()}
        listing = place.run("--json", "-c", "jobs --all").output.decode()
        numbers = [job["number"] for job in map(json.loads, listing.splitlines())
                   if states.get(job.get("id"), "completed") != "completed"]
        words = ["jobs --all"] + [f"wait {number} --timeout 10s" for number in numbers]
        run = place.run("--detach", "--keep-going", "-c", "\n".join(words))
        demand(run.status in (0, 1, 6, 124), f"run {run.number}, which waits by number, ended with status {run.status}")
