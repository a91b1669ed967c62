"""Kills igs in the midst of things, and in the midst of taking them up again."""

import contextlib
import itertools

import scripts
from chains import RECOVERY, durations, finish, kill, prepare
from killer import CALLS, SystemCall, any_killer
from referee import judge
from sandbox import Sandbox


class Sweep:
    """Every Nth call of one kind in one script, until the script comes to its end."""

    def __init__(self, script, call):
        self.script, self.call, self.number, self.is_over = script, call, 0, False

    def next(self):
        self.number += 1
        return SystemCall(self.call, self.number)


def kills(chaos, seconds):
    """Chains of kills for so many seconds, by turns a sweep's next and one by chance."""
    expected = durations(chaos)
    sweeps = [Sweep(script, call) for call in CALLS for script in scripts.SCRIPTS]
    chaos.chance("sweeps").shuffle(sweeps)

    def tasks():
        for number in itertools.count():
            sweep = sweeps[number // 2 % len(sweeps)] if number % 2 == 0 else None
            if sweep is None or not sweep.is_over:
                yield lambda number=number, sweep=sweep: chain(chaos, number, expected, sweep)

    chaos.work_off(tasks(), seconds)
    chaos.count("sweeps of a system call through a script", len(sweeps))
    chaos.count("of them to their end", sum(sweep.is_over for sweep in sweeps))


def chain(chaos, number, expected, sweep):
    """One script, killed; sessions that take its jobs up, killed too; and a last one."""
    chance = chaos.chance("kills", number)
    name = sweep.script if sweep else chance.choice(sorted(scripts.SCRIPTS))
    with chaos.place(f"kills-{number}") as place, contextlib.ExitStack() as stack:
        prepare(place, name)
        bills = place.journal
        # The embedded sandbox ends with igs; one by hand works on.
        if chance.random() < 0.2:
            sandbox = stack.enter_context(Sandbox(chaos.igs, place.folder / "sandbox"))
            place.service, bills = sandbox.service, sandbox.journal
        killer = sweep.next() if sweep else any_killer(chance, expected[name])
        is_killed = kill(chaos, place, killer, ["script.igs"], "kills of scripts")
        if sweep and not is_killed:
            sweep.is_over = True
        for _ in range(chance.randrange(6)):
            killer = any_killer(chance, expected[name] * 0.6)
            kill(chaos, place, killer, RECOVERY, "kills of sessions that recover")
        finish(place, bills)
        journal = bills()
        judge(place, journal, most=scripts.SCRIPTS[name][1])
        chaos.count("tasks paid for", len(journal))
        chaos.count("chains")
