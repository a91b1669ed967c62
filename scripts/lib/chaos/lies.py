"""Lies about tasks, addresses and refusals, while scripts run and while they are taken up again.

Truth returns in the end: whatever was paid for must then be here, under its own id and at its own price."""

import itertools

import ledger
import runs
import scripts
from chains import finish_by_number, prepare
from place import read_lines
from referee import is_settled, judge
from violation import demand

# Tasks take seconds of the service, and lies last as many; both pass this much faster.
SPEED = 500
NOT_FOUND = ["ok", "http", "not-exist", "invalid", "gateway", "page", "bare", "empty"]
STRANGER = ["both", "task-id", "out-task-id"]
CARRIED = ["with-id", "with-submitted", "with-pending", "with-both"]
WORDINGS = ["exists", "ok", "conflict", "used", "named", "database"]
ENCODINGS = ["gzip", "x-gzip", "deflate", "raw-deflate", "identity"]
PRICES = ["dollars", "dollars-used", "texts", "used-text"]


def times(chance):
    """How often, or for how long, a task meets a lie."""
    return chance.choice([f"each 1-{chance.randrange(1, 8)}", f"each {chance.randrange(1, 4)}",
                          f"within {chance.choice([5, 20, 60, 100])}s"])


def first(chance):
    """One of the first submissions: some scripts have one alone."""
    return chance.choice([1, 1, 2, 3])


def refusal(chance):
    """A refusal that contradicts itself, of a task that is taken or not."""
    number, status = first(chance), chance.choice([400, 401, 402, 409, 429, 500])
    fault = chance.choice([f"status {status}", f"code {status}"])
    return f"submit {number} {fault} {chance.choice(['', 'charged'])} {chance.choice(CARRIED)}"


def tries(chance):
    """The first downloads of a picture, or those within a time."""
    return chance.choice([f"each 1-{chance.randrange(1, 8)}", f"within {chance.choice([5, 20, 60, 100])}s"])


# Each makes a line of a plan; all that they say can be mended.
LIES = {
    "not found": lambda chance: f"query {times(chance)} no-such-task {chance.choice(NOT_FOUND)}",
    "about a stranger": lambda chance: f"query {times(chance)} stranger {chance.choice(STRANGER)}",
    "mixed up": lambda chance: f"{chance.choice(['query', 'submit'])} {chance.choice(['1-2', '20%'])} mix-up 0.2s",
    # Once: repeated, it is the service's last word.
    "ended, and not": lambda chance: f"query each {chance.randrange(1, 5)} status-word failed anyway",
    "done, and nowhere": lambda chance: f"query done 1-{chance.randrange(1, 4)} query-reply no-url",
    "an error without a name": lambda chance: f"query {times(chance)} body nameless",
    "a dead address first": lambda chance: f"query address {chance.choice(['dead', 'gone'])} first",
    "a dead address": lambda chance: f"query done 1 address {chance.choice(['dead', 'gone'])}",
    "an odd address": lambda chance: f"query address {chance.choice(['blanks', 'split', 'fragment', 'path'])}",
    "compressed": lambda chance: f"{chance.choice(['query', 'download'])} compress {chance.choice(ENCODINGS)}",
    "a price in dollars": lambda chance: f"query cost {chance.choice(PRICES)}",
    "refused, and not": refusal,
    "accepted as a stranger's": lambda chance: f"submit {first(chance)} stranger {chance.choice(STRANGER)}",
    "late": lambda chance: f"submit {first(chance)} late-task {chance.choice([5, 60, 300, 600])}s"
                           f" {chance.choice(['fin', 'rst', 'told'])}",
    "forgotten": lambda chance: f"submit {first(chance)} forget-task {chance.randrange(20)}"
                                f" {chance.choice([5, 60, 600])}s",
    "there already": lambda chance: f"submit {first(chance)} already-exists"
                                    f" {chance.choice(WORDINGS)} {chance.choice(['', 'charged'])}",
    "lost, and there already": lambda chance: f"duplicates reject {chance.choice(WORDINGS)}\n"
                                              f"submit {first(chance)} lose-reply rst",
    "refused as if accepted": lambda chance: f"submit {first(chance)} not-ok {chance.choice(['ok', 'success'])}",
    "not there yet": lambda chance: f"download {tries(chance)} status {chance.choice([403, 404, 410, 425, 503])}",
    "a page": lambda chance: f"download {tries(chance)} html",
    "half a picture": lambda chance: f"download {tries(chance)} truncate",
    "moved": lambda chance: "download each 1 expire-url 404",
    "a tail": lambda chance: "download tail 50",
}


def lies(chaos, seconds):
    """Every lie by itself once, and then some at a time by chance."""
    alone = ([name] for name in sorted(LIES))
    some = (None for _ in itertools.count())
    chaos.work_off((lambda number=number, names=names: chain(chaos, number, names)
                    for number, names in enumerate(itertools.chain(alone, some))), seconds)


def chain(chaos, number, names):
    """One script under lies, and then sessions, or resumptions, that may be lied to as well, until they are not."""
    chance = chaos.chance("lies", number)
    names = names or chance.sample(sorted(LIES), chance.randrange(2, 6))
    script = chance.choice(sorted(scripts.SCRIPTS))
    gens = scripts.SCRIPTS[script][1]
    with chaos.place(f"lies-{number}") as place:
        prepare(place, script)
        plan = place.folder / "lies.plan"
        plan.write_text(f"seed {number}\n" + "".join(LIES[name](chance) + "\n" for name in names))
        tell(place, plan, "script.igs")
        if chance.random() < 0.5:
            tell(place, plan, "--detach", "--keep-going", "-c", "jobs; wait --timeout 2s")
        # What came to its end is over: resuming would begin another run.
        if chance.random() < 0.4 and not any(run["ended_at"] for run in ledger.runs(place.home)):
            run = place.run(*runs.RESUME)
            demand(run.status in (0, 1, 6, 124), f"the resumption ended with status {run.status}")
            finish_by_number(place, place.journal)
            if not any(run["ended_at"] for run in ledger.runs(place.home)):
                runs.finish(chaos, place, place.journal)
            finish_by_number(place, place.journal)
            judge(place, place.journal(), exactly=gens)
            chaos.count("runs resumed to their end")
        else:
            finish_by_number(place, place.journal)
            judge(place, place.journal(), most=gens)
        demand(is_settled(place, place.journal()), "something that was paid for is not here")
        for fault in read_lines(place.home / "state/sandbox/faults.jsonl"):
            chaos.count(f"{fault['place']}: {fault['fault'].split()[0]}")
        chaos.count("chains")
        chaos.count("tasks paid for", len(place.journal()))


def tell(place, plan, *words):
    """A run that is lied to. It may fail, and must say why."""
    run = place.run(*words, speed=SPEED, faults=plan)
    demand(run.status in (0, 1, 5, 6, 124), f"run {run.number} ended with status {run.status}")
    demand(run.status == 0 or b"error[E" in run.errors, f"run {run.number} does not say why it failed")
