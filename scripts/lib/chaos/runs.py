"""Kills scripts, and goes on with them by `igs FILE --resume` until they are through: each picture is paid for once."""

import itertools
import json

import ledger
import scripts
from chains import durations, kill, prepare
from killer import any_killer
from referee import judge
from violation import demand

RESUME = ["script.igs", "--resume"]


def runs(chaos, seconds):
    """Chains of kills for so many seconds."""
    expected = durations(chaos)
    chaos.work_off((lambda number=number: chain(chaos, number, expected) for number in itertools.count()), seconds)


def chain(chaos, number, expected):
    """One script, killed and resumed some times, and then resumed until it ends well."""
    chance = chaos.chance("runs", number)
    name = chance.choice(sorted(scripts.SCRIPTS))
    with chaos.place(f"runs-{number}") as place:
        prepare(place, name)
        for _ in range(chance.randrange(1, 7)):
            killer = any_killer(chance, expected[name])
            kill(chaos, place, killer, RESUME, "kills of runs")
            # A run that came to its end is over, even if igs was killed on its way out; resuming would begin another.
            if any(run["ended_at"] for run in ledger.runs(place.home)):
                break
        else:
            finish(chaos, place, place.journal)
        judge(place, place.journal(), exactly=scripts.SCRIPTS[name][1])
        chaos.count("runs resumed to their end")
        chaos.count("pictures paid for once", scripts.SCRIPTS[name][1])


def finish(chaos, place, bills):
    """Resumes until the script ends well.

    A job whose submission was cut off before it arrived is parked, or has failed if the service gave it an id that it
    does not know afterwards: only the user may submit again, as is done here."""
    for _ in range(4):
        run = place.run(*RESUME)
        if run.status == 0:
            return
        paid = {line["out_task_id"] for line in bills()}
        retried = {entry["retry_of"] for entry in ledger.entries(place.home).values()}
        for entry in ledger.entries(place.home).values():
            is_lost = entry["state"] == "failed" and entry["id"] not in paid
            if (entry["state"] == "parked" or is_lost) and entry["id"] not in retried:
                demand(entry["id"] not in paid, f"lost: {entry['id']} is parked, and was paid for")
                demand(b"'retry " in run.errors, f"{entry['id']} is {entry['state']}, and nothing names the way out")
                retry(place, entry)
                chaos.count("submissions that never arrived, sent again by hand")
    demand(place.run(*RESUME).status == 0, "the run does not come to its end")


def retry(place, entry):
    """Has a parked job sent again, by its number in the list of all."""
    # Jobs that are on their way would have the first numbers, and once they are done, others.
    place.run("-c", "wait")
    listing = place.run("--json", "-c", "jobs --all").output.decode()
    numbers = [job["number"] for job in map(json.loads, listing.splitlines()) if job.get("id") == entry["id"]]
    demand(numbers, f"{entry['id']} is parked, and not in the list of all jobs")
    run = place.run("-c", f"jobs --all; retry {numbers[0]}; wait")
    # The review may refuse it, as it would have at first.
    demand(run.status in (0, 6), f"the retry ended with status {run.status}")
