"""Breaks things around igs, and holds what is left against the sandbox's bills.

Usage: chaos PATH-OF-IGS [--seconds N] [--seed N] [--only PART] [--folder DIR]

Ends with status 1 at the first thing that must not be, and keeps the folder in which it happened.
"""

import argparse
import pathlib
import random
import shutil
import sys
import tempfile
import time

from chaos import Chaos
from clock import clock
from cuts import cuts
from damage import damage
from disk import disk
from kills import kills
from lies import lies
from load import load
from redirects import redirects
from runs import runs
from underfoot import underfoot
from violation import Violation

# The parts, each with its share of the time.
PARTS = {"kills": (kills, 0.25), "runs": (runs, 0.1), "cuts": (cuts, 0.2), "redirects": (redirects, 0.03),
         "lies": (lies, 0.15), "clock": (clock, 0.06), "underfoot": (underfoot, 0.06),
         "load": (load, 0.05), "disk": (disk, 0.04), "damage": (damage, 0.06)}


def arguments():
    parser = argparse.ArgumentParser(prog="chaos", description="Breaks things around igs.")
    parser.add_argument("igs", help="igs, with igs-sandbox beside it")
    parser.add_argument("--seconds", type=float, default=600, help="about how long it takes in all")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", choices=PARTS, help="one part alone, which has all the time")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", help="where the runs happen")
    return parser.parse_args()


def main():
    given = arguments()
    seed = random.randrange(1_000_000_000) if given.seed is None else given.seed
    folder = pathlib.Path(given.folder or tempfile.mkdtemp(prefix="igs-chaos."))
    print(f"seed {seed}", flush=True)
    parts = {given.only: (PARTS[given.only][0], 1)} if given.only else PARTS
    status = 0
    for name, (part, share) in parts.items():
        chaos = Chaos(str(pathlib.Path(given.igs).resolve()), folder / name, seed, given.workers)
        start = time.monotonic()
        try:
            part(chaos, given.seconds * share)
        except Violation as violation:
            status = 1
            print(f"{name}: {violation}", file=sys.stderr)
        print(f"{name}, {time.monotonic() - start:.0f} s")
        for figure, number in chaos.figures.items():
            print(f"  {number:6} {figure}")
        sys.stdout.flush()
        if status != 0:
            break
    if status == 0:
        shutil.rmtree(folder)
    sys.exit(status)


main()
