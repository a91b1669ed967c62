"""Plants known bugs one at a time, and demands that the simulation finds each.

Usage: plants.py ROOT [NAME…]

The bugs are data: Tests/Simulation/plants.json. They are planted in a copy of the sources below .build, which has a build
folder of its own, so that each costs little more than the compilation of its file.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

HISTORIES = 400


def copy_sources(root, tree):
    """Brings the copy up to date; what has not changed keeps its time, so that it is not compiled again."""
    for name in ("Package.swift", "Package.resolved"):
        if (root / name).exists():
            copy_file(root / name, tree / name)
    sources = {path.relative_to(root) for path in (root / "Sources").rglob("*") if path.is_file()}
    for path in sources:
        copy_file(root / path, tree / path)
    for path in list((tree / "Sources").rglob("*")):
        if path.is_file() and path.relative_to(tree) not in sources:
            path.unlink()
    for target in root.glob("Tests/*Tests"):
        # The package names them; nothing of them is built.
        folder = tree / target.relative_to(root)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Empty.swift").touch()


def copy_file(source, target):
    if target.exists() and target.read_bytes() == source.read_bytes():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def build(tree):
    words = ["swift", "build", "--package-path", str(tree), "--product", "igs-simulation"]
    result = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode != 0:
        print(result.stdout[-4000:], result.stderr[-4000:], sep="\n")
        sys.exit("the copy cannot be built")


def simulate(tree, lies, histories=HISTORIES):
    """Returns the promises that broke, the seed, and how many seconds it took."""
    words = [str(tree / ".build/debug/igs-simulation"), "engine", "--histories", str(histories)]
    if lies:
        words += ["--only", lies]
    start = time.monotonic()
    result = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = result.stdout.splitlines()
    broken = {line.split()[1].rstrip(":") for line in lines if line.startswith("BROKEN ")}
    seed = next((line.split()[-1] for line in lines if line.startswith("replay it:")), "")
    if result.returncode != 0 and not broken:
        # It did not even come so far: a trap, say.
        broken = {f"ended with {result.returncode}"}
    return broken, seed, time.monotonic() - start


def main():
    root = pathlib.Path(sys.argv[1])
    plants = json.loads((root / "Tests/Simulation/plants.json").read_text(encoding="utf-8"))
    names = sys.argv[2:]
    unknown = set(names) - {plant["name"] for plant in plants}
    if unknown:
        sys.exit(f"there is no plant '{unknown.pop()}'")
    if names:
        plants = [plant for plant in plants if plant["name"] in names]
    tree = root / ".build/plants"
    copy_sources(root, tree)
    build(tree)
    for lies in sorted({plant.get("lies", "") for plant in plants}):
        broken, seed, _ = simulate(tree, lies)
        if broken:
            sys.exit(f"without a plant: {', '.join(sorted(broken))} with seed {seed}, lies '{lies}'")
    missed = []
    for plant in plants:
        path = tree / plant["file"]
        text = path.read_text(encoding="utf-8")
        if text.count(plant["old"]) != 1:
            sys.exit(f"{plant['name']}: its old text is not once in {plant['file']}")
        path.write_text(text.replace(plant["old"], plant["new"]), encoding="utf-8")
        try:
            build(tree)
            broken, seed, seconds = simulate(tree, plant.get("lies", ""))
        finally:
            path.write_text(text, encoding="utf-8")
        is_found = bool(broken & set(plant["promises"]))
        if not is_found:
            missed.append(plant["name"])
        print(
            f"{'found ' if is_found else 'MISSED'} {plant['name']}: "
            f"{', '.join(sorted(broken)) or 'nothing'}, seed {seed or '-'}, {seconds:.0f} s",
            flush=True,
        )
    if missed:
        sys.exit(f"not found: {', '.join(missed)}")
    print(f"{len(plants)} of {len(plants)} planted bugs were found")


os.environ["SWIFT_DETERMINISTIC_HASHING"] = "1"
main()
