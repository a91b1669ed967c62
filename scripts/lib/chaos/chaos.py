"""What the parts share: the program, chance, workers, and folders that stay where something was violated."""

import collections
import contextlib
import pathlib
import random
import shutil
import threading
import time

from place import Place
from violation import Violation


class Chaos:
    """One run of scripts/chaos."""

    def __init__(self, igs, folder, seed, workers):
        self.igs, self.folder, self.seed, self.workers = igs, pathlib.Path(folder), seed, workers
        self.figures = collections.Counter()
        self.violation = None
        self.lock = threading.Lock()

    def chance(self, *names):
        """Chance that depends on the seed and on what it is for alone, whatever the workers' order."""
        return random.Random(f"{self.seed} {names}")

    def count(self, figure, by=1):
        with self.lock:
            self.figures[figure] += by

    @contextlib.contextmanager
    def place(self, name):
        """A place for a chain of runs. The key is searched for at its end; it stays where something is wrong."""
        folder = self.folder / name
        place = Place(folder, self.igs)
        try:
            yield place
            place.search_for_key()
        except Violation as violation:
            raise Violation(f"{violation}\n  kept in {folder}") from None
        except Exception as error:
            raise Violation(f"{type(error).__name__}: {error}\n  kept in {folder}") from error
        self.count("places searched for the key")
        shutil.rmtree(folder)

    def work_off(self, tasks, seconds=None, beside=()):
        """Takes tasks, which are calls, off an iterator with several workers until the time is up or one is violated.

        Those beside are begun at once, each by a worker of its own."""
        tasks = iter(tasks)
        end = None if seconds is None else time.monotonic() + seconds

        def attempt(task):
            try:
                task()
            except Exception as error:
                self.violation = self.violation or error

        def work():
            while self.violation is None and (end is None or time.monotonic() < end):
                with self.lock:
                    task = next(tasks, None)
                if task is None:
                    return
                attempt(task)

        threads = [threading.Thread(target=work) for _ in range(self.workers)]
        threads += [threading.Thread(target=attempt, args=[task]) for task in beside]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.violation is not None:
            raise self.violation
