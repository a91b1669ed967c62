"""Cuts requests and replies at every byte: the sandbox's plan says where, and its record whether it happened."""

import itertools
import time

import referee
import scripts
from place import read_lines
from violation import demand

PLACES = ["submit", "query", "download"]
# Of a picture, these bytes of the reply; it has hundreds of thousands.
MOST = 768
# About how long, in seconds, igs waits for a service that has fallen silent, and then asks again.
PATIENCE = 120
# How many bytes one run tries, a job each: fewer than a process has retries for.
BATCH = 24
# One run waits for stalls at every eighth byte; the next begins a byte later, so that eight go through them all.
SILENT = 8


def cuts(chaos, seconds):
    """Every byte of each request and reply, ended in good order, by a reset and by silence, as far as the time goes."""
    kinds = [(f"cut-{part}", where, end)
             for where in PLACES for part in ("request", "reply") for end in ("fin", "rst")]
    ended = set()
    end_of_stalls = time.monotonic() + seconds - PATIENCE

    def tasks():
        for first in range(0, 2000, BATCH):
            for kind in kinds:
                if kind not in ended:
                    yield lambda kind=kind, first=first: step(*kind, first)

    # These wait for igs's patience to end, a minute or two, and cost nothing meanwhile.
    stalls = [lambda part=part, where=where: stall(f"cut-{part}", where)
              for part, where in itertools.product(("request", "reply"), PLACES)]

    def stall(fault, where):
        for first in range(SILENT):
            if first == 0 or time.monotonic() < end_of_stalls:
                batch(chaos, fault, where, "stall", range(first, MOST, SILENT))

    def step(fault, where, end, first):
        if not batch(chaos, fault, where, end, range(first, first + BATCH)):
            ended.add((fault, where, end))

    chaos.work_off(tasks(), seconds, beside=stalls if seconds >= 60 else [])
    chaos.count("kinds of cuts", len(kinds))
    chaos.count("of them through all bytes, or the first of a picture", len(ended))


def batch(chaos, fault, where, end, offsets):
    """One run with a job for each offset; answers whether the last offset was still within the message."""
    name = f"cuts-{where}-{fault}-{end}-{offsets.start}"
    with chaos.place(name) as place:
        plan = place.folder / "cuts.plan"
        # What is tried again soon is met at every other exchange, so that it is not met several times in a row.
        step = 1 if where == "submit" or end == "stall" else 2
        plan.write_text("".join(
            f"{where} {1 + step * index} {fault} {offset} {end}\n" for index, offset in enumerate(offsets)))
        (place.work / "cuts.igs").write_text(
            scripts.HEAD + f"set concurrency {256 if end == 'stall' else 8}\nset timeout 5m\n"
            # No two alike: igs sends the same request again only when the sandbox has answered the first.
            + f"for number in [{' '.join(map(str, offsets))}] {{ gen \"a mill, $number\" }}\nwait\n")
        run = place.run("--keep-going", "cuts.igs", faults=plan, limit=400)
        demand(run.status in (0, 1, 124), f"the run ended with status {run.status}")
        for _ in range(4):
            if referee.is_settled(place, place.journal()):
                break
            place.run("--keep-going", "-c", "jobs; wait --timeout 30s")
        referee.judge(place, place.journal(), most=len(offsets))
        faults = read_lines(place.home / "state/sandbox/faults.jsonl")
        chaos.count(f"{where}: {fault} by {end}", len(faults))
        chaos.count("tasks paid for", len(place.journal()))
        return any(line["line"] == len(offsets) for line in faults) and offsets.stop <= MOST
