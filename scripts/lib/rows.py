"""Measures what it takes to plan a script that goes through a table, and its memory.

Usage: rows.py PATH-OF-IGS [ROWS…]

Each row is one picture. Beside it stands Python's csv module, which reads the same table and does nothing with it. What
igs takes for a row, and its memory, should not depend on how many rows there are.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

SCRIPT = """rows table.csv {
    gen "$product, $style" --ratio $ratio --as $sku
}
wait
save all "out/{name}.{ext}"
"""
READER = "import csv; print(sum(1 for _ in csv.DictReader(open('table.csv', newline=''))))"


def run(command, folder):
    """Runs a program; returns its seconds, its CPU seconds, its memory in MiB, and its last line."""
    start = time.perf_counter()
    with open(folder / "said", "w+b") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    last = (folder / "said").read_text().strip().rpartition("\n")[2]
    if status != 0:
        sys.exit(last)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, last


def main():
    igs, counts = sys.argv[1], [int(text) for text in sys.argv[2:]] or [10_000, 1_000_000]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "script.igs").write_text(SCRIPT)
        for count in counts:
            with open(folder / "table.csv", "w", encoding="utf-8") as table:
                table.write("sku,product,style,ratio\n")
                table.writelines(f'sku-{n},"a mug, number {n}",oil,1:1\n' for n in range(count))
            print(f"a table of {count} rows")
            for what, command in [
                ("igs plan", [igs, "plan", "script.igs"]),
                ("igs check", [igs, "check", "script.igs"]),
                ("csv.DictReader", [sys.executable, "-c", READER]),
            ]:
                wall, cpu, memory, last = run(command, folder)
                print(
                    f"  {what:<15} {wall:6.2f} s  {cpu / count * 1e6:6.2f} µs of CPU a row"
                    f"  {memory:4.0f} MiB  {last[:60]}")


main()
