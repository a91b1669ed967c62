"""Flips a bit in every page of a ledger: igs refuses before it pays, or works rightly, and harms nothing."""

import itertools
import shutil

import ledger
import scripts
from chains import finish, prepare
from killer import SystemCall
from referee import judge
from violation import demand

PAGE = 4096
FILES = ["ledger.sqlite", "ledger.sqlite-wal"]
SESSION = ["--keep-going", "-c",
           scripts.HEAD.replace("\n", "; ") + 'jobs; gen "a kite" --as new; wait --timeout 10s']


def damage(chaos, seconds):
    """Rounds, each with a ledger of its own and a bit in each of its pages, until the time is up; at least one."""
    most = 12 if seconds < 30 else None
    rounds = range(chaos.workers) if most else itertools.count()
    chaos.work_off((lambda number=number: one_round(chaos, number, most) for number in rounds), seconds)


def one_round(chaos, number, most):
    chance = chaos.chance("damage", number)
    with chaos.place(f"damage-{number}") as place:
        gens = leave_unfinished(place)
        state, saved = place.home / "state", place.folder / "saved"
        save(state, saved)
        before = {line["out_task_id"] for line in place.journal()}
        known = set(ledger.entries(place.home))
        flips = [(file, page) for file in FILES for page in range(-(-(saved / file).stat().st_size // PAGE))]
        for file, page in chance.sample(flips, min(most or len(flips), len(flips))):
            restore(saved, state)
            flip(state / file, page, chance)
            pictures = contents(place)
            run = place.run(*SESSION, limit=60)
            judge_damaged(chaos, place, run, before, known)
            demand(pictures.items() <= contents(place).items(), f"run {run.number} harmed a picture")
            chaos.count(f"pages of {file} flipped")
        restore(saved, state)
        finish(place, place.journal)
        judge(place, place.journal(), most=gens)
        chaos.count("ledgers")


def leave_unfinished(place):
    """Ends igs in the midst of things: some jobs are done, some under way, and the log has commits.

    Answers how many gens it was."""
    prepare(place, "loops")
    demand(place.run("script.igs").status == 0, "the script fails")
    gens = scripts.SCRIPTS["loops"][1]
    prepare(place, "many")
    for call in range(12, 2, -1):
        gens += scripts.SCRIPTS["many"][1]
        SystemCall("fdatasync", call).run(place, place.command(["script.igs"]))
        wal = place.home / "state/ledger.sqlite-wal"
        if place.last.is_killed and wal.exists() and wal.stat().st_size > 0:
            break
    return gens


def judge_damaged(chaos, place, run, before, known):
    """Demands that a session on a damaged ledger paid for nothing that it did not know, and for nothing twice."""
    demand(run.status in (0, 1, 124), f"run {run.number} ended with status {run.status}")
    demand(run.status == 0 or b"error[E0" in run.errors, f"run {run.number} does not say why it failed")
    journal = [line["out_task_id"] for line in place.journal()]
    demand(len(set(journal)) == len(journal), f"run {run.number} paid twice: {journal}")
    new = set(journal) - before - known
    submitted = run.errors.count(b"  submitted  ")
    demand(len(new) <= submitted <= 1, f"run {run.number} paid for {len(new)} new tasks, and told of {submitted}")
    chaos.count("damaged ledgers refused" if submitted == 0 else "damaged ledgers worked with")


def flip(file, page, chance):
    """Changes a bit of a page, where in it chance says."""
    data = bytearray(file.read_bytes())
    position = min(page * PAGE + chance.randrange(PAGE), len(data) - 1)
    data[position] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def contents(place):
    """The pictures of the store, by their names."""
    return {path.name: path.read_bytes() for path in (place.home / "state/store/images").glob("*.png")}


def save(state, saved):
    """Copies what a session may change: all but the pictures."""
    shutil.copytree(state, saved, ignore=shutil.ignore_patterns("store", "*-shm"))


def restore(saved, state):
    for path in state.iterdir():
        if path.name != "store":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(saved, state, dirs_exist_ok=True)
