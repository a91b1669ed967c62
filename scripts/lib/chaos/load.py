"""Many jobs in flight while one exchange in five goes wrong."""

import os
import time

import referee
import scripts
from place import read_lines
from violation import demand

# About a fifth of the exchanges at each place. All of them can be mended: no fault here loses a task for good.
PLAN = """seed {seed}
submit 3% lose-reply rst
submit 3% cut-reply 90 fin
submit 3% cut-request 200 rst
submit 2% lose-request
submit 3% status 503 charged
submit 2% html charged
submit 2% rate-limit 1
submit 2% submit-reply no-id
query 5% status 503
query 4% cut-reply 100 rst
query 3% html
query 3% body broken
query 3% query-reply output-string
query 2% lose-reply
download 4% truncate
download 4% wrong-type html
download 3% expire-url
download 3% cut-reply 70000 rst
download 3% status 500
download 3% html
"""


def load(chaos, seconds):
    """1,000 jobs, or fewer where there is little time."""
    jobs = 1000 if seconds >= 60 else 100
    with chaos.place("load") as place:
        plan = place.folder / "load.plan"
        plan.write_text(PLAN.format(seed=chaos.seed % 1_000_000))
        (place.work / "load.igs").write_text(
            scripts.HEAD + f"set concurrency 256\nset timeout 10m\nrepeat {jobs} {{ gen \"a mill\" }}\nwait\n")
        process = place.start(place.command(["--keep-going", "load.igs"], speed=1000, faults=plan))
        samples = watch(process)
        run = place.finish(process, limit=600)
        demand(run.status in (0, 1, 124), f"the run ended with status {run.status}")
        chaos.count("jobs in flight, 256 at a time", jobs)
        chaos.count("jobs that the first session completed", run.errors.count(b" completed in "))
        for _ in range(6):
            if referee.is_settled(place, place.journal()):
                break
            place.run("--keep-going", "-c", "jobs; wait --timeout 60s", speed=1000)
            chaos.count("sessions until all were")
        referee.judge(place, place.journal(), most=jobs)
        chaos.count("tasks paid for", len(place.journal()))
        chaos.count("faults", len(read_lines(place.home / "state/sandbox/faults.jsonl")))
        judge_samples(chaos, samples)


def watch(process):
    """The memory in KiB and the open files of a process, from time to time until its end."""
    samples = []
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                memory = next((int(line.split()[1]) for line in file if line.startswith("VmRSS:")), 0)
            samples.append((memory, len(os.listdir(f"/proc/{process.pid}/fd"))))
        except OSError:
            pass
        time.sleep(0.05)
    return [sample for sample in samples if sample[0] > 0]


def judge_samples(chaos, samples):
    """Demands that neither memory nor open files grow once all slots are taken."""
    demand(len(samples) >= 8, "the run was too short to be watched")
    early, late = samples[len(samples) // 4:len(samples) // 2], samples[len(samples) // 2:-1]
    for index, (what, slack) in enumerate([("KiB of memory", 48 * 1024), ("open files", 64)]):
        before, after = max(sample[index] for sample in early), max(sample[index] for sample in late)
        chaos.count(f"{what} at most in the run's second quarter", before)
        chaos.count(f"{what} at most in its second half", after)
        demand(after <= before * 1.25 + slack, f"{what} grow from {before} to {after}")
