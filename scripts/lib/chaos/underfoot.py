"""Takes the ledger away while igs runs, and between runs.

igs stops paying and says so, and once the ledger is back nothing is lost.
"""

import itertools
import os
import shutil
import time

import runs
import scripts
from chains import finish_by_number, prepare
from damage import SESSION, leave_unfinished, restore, save
from ledger import entries
from ledger import runs as rows
from referee import judge
from violation import demand

LEDGER, WAL = "ledger.sqlite", "ledger.sqlite-wal"
FILES = [LEDGER, WAL, "ledger.sqlite-shm"]
GENS = 12
# A picture at a time, so that every intent comes after the one before it was paid for.
SCRIPT = f'repeat {GENS} {{\n    gen "a mill"\n    wait\n}}\n'


def underfoot(chaos, seconds):
    """Every way once, and again while there is time."""
    ways = [(during, how) for how in DURING] + [(between, how) for how in BETWEEN]
    rounds = itertools.chain(ways, itertools.cycle(ways) if seconds >= 30 else [])
    chaos.work_off((lambda number=number, way=way: way[0](chaos, number, way[1])
                    for number, way in enumerate(rounds)), seconds if seconds >= 30 else None)


def move(state, aside):
    aside.mkdir()
    for name in FILES:
        if (state / name).exists():
            (state / name).rename(aside / name)


def replace_by_copy(state, aside):
    move(state, aside)
    for name in FILES[:2]:
        if (aside / name).exists():
            shutil.copy(aside / name, state / name)


def replace_by_link(state, aside):
    move(state, aside)
    (state / LEDGER).symlink_to(aside / LEDGER)


def replace_by_nothing(state, aside):
    move(state, aside)
    (state / LEDGER).touch()


def lose_log(state, aside):
    aside.mkdir()
    for name in FILES[1:]:
        if (state / name).exists():
            (state / name).rename(aside / name)


# While igs runs, by whether it must stop. A link leads to the same file; without its log a ledger is whole again when
# igs has closed it.
DURING = {"deleted": (move, True), "replaced by a copy": (replace_by_copy, True),
          "replaced by an empty file": (replace_by_nothing, True), "replaced by a link": (replace_by_link, False),
          "its log deleted": (lose_log, False)}


def during(chaos, number, how):
    action, must_stop = DURING[how]
    with chaos.place(f"underfoot-{number}-{how.replace(' ', '-')}") as place:
        prepare(place, "gens")
        (place.work / "script.igs").write_text(scripts.HEAD + SCRIPT)
        state, aside = place.home / "state", place.folder / "aside"
        process = place.start(place.command(["script.igs"], speed=100))
        paid = chaos.chance("underfoot", number).randrange(1, 5)
        while process.poll() is None and len(place.journal()) < paid:
            time.sleep(0.005)
        action(state, aside)
        before = len(place.journal())
        run = place.finish(process)
        after = len(place.journal())
        chaos.count(f"{how}, while igs ran")
        if must_stop:
            # One may have been on its way.
            demand(after - before <= 1, f"run {run.number} paid for {after - before} more, into nothing")
            demand(run.status == 1, f"run {run.number} ended with status {run.status} without its ledger")
            demand_word(run)
        put_back(state, aside)
        demand({line["out_task_id"] for line in place.journal()} <= set(entries(place.home)),
               f"lost: what run {run.number} paid for is not in the ledger")
        # What came to its end is over: resuming would begin another run.
        if not any(run["ended_at"] for run in rows(place.home)):
            runs.finish(chaos, place, place.journal)
        finish_by_number(place, place.journal)
        judge(place, place.journal(), exactly=GENS)
        chaos.count("tasks paid for once", GENS)


def put_back(state, aside):
    """What was taken away, in place of what has come there since."""
    if (aside / LEDGER).exists():
        for name in FILES:
            (state / name).unlink(missing_ok=True)
    for path in aside.iterdir():
        if not (state / path.name).exists():
            path.rename(state / path.name)


def cut(path, length):
    if path.exists():
        os.truncate(path, min(length, path.stat().st_size))


def delete(path):
    path.unlink(missing_ok=True)


def text_in_place(state):
    (state / LEDGER).write_text("not a ledger\n" * 1000)


def folder_in_place(state):
    delete(state / LEDGER)
    (state / LEDGER).mkdir()


def copy_in_place(state):
    shutil.copy(state / LEDGER, state / "copy")
    (state / "copy").rename(state / LEDGER)


def link_in_place(state):
    aside = state.parent.parent / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    move(state, aside)
    (state / LEDGER).symlink_to(aside / LEDGER)


# Between runs: what happens, and whether igs must say that something is missing. Nobody can tell a ledger that was
# deleted from one that never was; a copy, or a link, is as good as the ledger.
BETWEEN = {
    "deleted": (lambda state: [delete(state / name) for name in FILES], False),
    "replaced by a copy": (copy_in_place, False),
    "replaced by a link": (link_in_place, False),
    "cut to nothing": (lambda state: cut(state / LEDGER, 0), True),
    "cut to a page": (lambda state: cut(state / LEDGER, 4096), True),
    # The log may have what is cut away.
    "cut to half": (lambda state: cut(state / LEDGER, (state / LEDGER).stat().st_size // 2), False),
    "its log deleted": (lambda state: delete(state / WAL), True),
    "its log cut to half": (lambda state: cut(state / WAL, (state / WAL).stat().st_size // 2), False),
    "replaced by a text": (text_in_place, True),
    "replaced by a folder": (folder_in_place, True),
}


def between(chaos, number, how):
    action, must_say = BETWEEN[how]
    with chaos.place(f"underfoot-{number}-{how.replace(' ', '-')}") as place:
        gens = leave_unfinished(place)
        state, saved = place.home / "state", place.folder / "saved"
        save(state, saved)
        paid, known = [line["out_task_id"] for line in place.journal()], set(entries(place.home))
        action(state)
        run = place.run(*SESSION, limit=60)
        demand(run.status in (0, 1, 124), f"run {run.number} ended with status {run.status}")
        if must_say:
            demand_word(run)
        journal = [line["out_task_id"] for line in place.journal()]
        demand(len(set(journal)) == len(journal), f"run {run.number} paid twice: {journal}")
        demand(len(set(journal) - set(paid) - known) <= 1, f"run {run.number} paid for more than it was asked to")
        chaos.count(f"{how}, between runs")
        if (state / LEDGER).is_dir():
            (state / LEDGER).rmdir()
        restore(saved, state)
        finish_by_number(place, place.journal)
        judge(place, place.journal(), most=gens)


def demand_word(run):
    """The run has said that something is wrong with the ledger."""
    demand(b"error[E" in run.errors or b"warning[" in run.errors, f"run {run.number} says nothing about its ledger")
    demand(b"ledger" in run.errors, f"run {run.number} does not name its ledger")
