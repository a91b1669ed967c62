"""Sets the clock back and forth between the runs of a script, and gives runs a cap.

The right run goes on, under one cap.
"""

import itertools
import pathlib
import shutil
import subprocess

import ledger
import scripts
from chains import finish_by_number, kill, prepare
from killer import any_killer
from referee import judge
from runs import RESUME, finish
from violation import demand

# About how long a run takes, in seconds.
RUN = 0.6
# Of a picture at low quality and 1K, in tenths of a cent.
PRICE = 22
# All of whose pictures have this price.
CAPPED = ["gens", "loops", "many", "expand"]


def clock(chaos, seconds):
    """By turns, a chain under a cap and one whose script was begun before, under a later clock."""
    library = build(chaos)
    if library is None:
        print("clock: there is no C compiler, so the clock stays as it is")
    tasks = itertools.cycle([capped, right_run])
    chaos.work_off(
        (lambda number=number, task=task: task(chaos, number, library) for number, task in enumerate(tasks)), seconds)


def build(chaos):
    """Builds what moves the clock; the compiler is the one that Swift brings along. None where there is none."""
    compiler = shutil.which("clang") or shutil.which("cc")
    if compiler is None:
        return None
    chaos.folder.mkdir(parents=True, exist_ok=True)
    source, library = pathlib.Path(__file__).with_name("shifted_clock.c"), chaos.folder / "shifted_clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def shift(chaos, place, library, days):
    """Lets the next runs in a place read a time that is so many days later; the sandbox's clock stays."""
    if library is not None:
        place.clock = {"LD_PRELOAD": str(library), "CHAOS_CLOCK_SHIFT": str(days * 86_400)}
        chaos.count("clocks shifted")


def is_over(place):
    return any(run["ended_at"] for run in ledger.runs(place.home))


def is_capped(place, tenths):
    """Whether the ledger holds this cap."""
    return any(budget["cap"] == tenths for budget in ledger.rows(place.home, "budget"))


def capped(chaos, number, library):
    """A run with a cap, killed and resumed: it never pays for more than the cap, whoever names it and whenever."""
    chance = chaos.chance("capped", number)
    name = chance.choice(CAPPED)
    gens = scripts.SCRIPTS[name][1]
    count = chance.randrange(1, gens + 1)
    tenths = count * PRICE + 1
    cap = ["--max-cost", f"{tenths / 1000:.3f}"]
    with chaos.place(f"capped-{number}") as place:
        prepare(place, name)
        # Where only a resumption has the cap, what was begun before it counts.
        named, most = chance.randrange(3), gens
        for turn in range(chance.randrange(3, 6)):
            shift(chaos, place, library, chance.randrange(-30, 31))
            words = RESUME
            # Whoever was killed before the cap was in the ledger has named none.
            if turn >= named and not is_capped(place, tenths):
                words, most = cap + RESUME, max(count, len(ledger.entries(place.home)))
            kill(chaos, place, any_killer(chance, RUN), words, "kills of runs with a cap")
            if is_over(place):
                break
        for _ in range(2):
            # What is over is not resumed: that would begin another run.
            if not is_over(place):
                is_named = is_capped(place, tenths)
                if not is_named:
                    most = max(count, len(ledger.entries(place.home)))
                run = place.run(*([] if is_named else cap), *RESUME)
                demand(run.status in (0, 1), f"the run with a cap ended with status {run.status}")
        place.clock = {}
        finish_by_number(place, place.journal)
        judge(place, place.journal(), most=most)
        chaos.count("runs with a cap")
        chaos.count("tasks paid for", len(place.journal()))


def right_run(chaos, number, library):
    """Begins a script twice, the second time under an earlier clock: resuming goes on with the second run."""
    chance = chaos.chance("right run", number)
    name = chance.choice(sorted(scripts.SCRIPTS))
    gens = scripts.SCRIPTS[name][1]
    with chaos.place(f"clock-{number}") as place:
        prepare(place, name)
        days = chance.randrange(1, 30)
        for _ in range(2):
            shift(chaos, place, library, days)
            kill(chaos, place, any_killer(chance, RUN), ["script.igs"], "kills of runs")
            days -= chance.randrange(1, 60)
        begun = ledger.runs(place.home)
        open_runs = [run["id"] for run in begun if not run["ended_at"]]
        if len(open_runs) == 2:
            for _ in range(chance.randrange(3)):
                shift(chaos, place, library, days)
                kill(chaos, place, any_killer(chance, RUN), RESUME, "kills of resumptions")
                days -= chance.randrange(-5, 20)
                if is_over(place):
                    break
            else:
                shift(chaos, place, library, days)
                finish(chaos, place, place.journal)
            runs = {run["id"]: run["ended_at"] for run in ledger.runs(place.home)}
            demand(len(runs) == 2, f"resuming began another run: {list(runs)}")
            demand(runs[open_runs[1]] is not None, "it was not the last run that was resumed to its end")
            demand(runs[open_runs[0]] is None, "the run before the last was resumed")
            chaos.count("last runs resumed, of two")
        place.clock = {}
        finish_by_number(place, place.journal)
        judge(place, place.journal(), most=2 * gens)
        chaos.count("tasks paid for", len(place.journal()))
