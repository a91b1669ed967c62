"""Plants known bugs one at a time, and demands that the simulation finds each.

Usage: plants.py ROOT [NAME…]

The bugs are data: Tests/Simulation/plants.json. They are planted in a copy of the sources below .build, which has a
build folder of its own, so that each costs little more than the compilation of its file.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

HISTORIES = 150
# Some make igs spin, which takes long.
SECONDS = 120


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
    result = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        print(result.stdout[-4000:], result.stderr[-4000:], sep="\n")
        sys.exit("the copy cannot be built")


def simulate(tree, plant):
    """Returns how many histories broke each promise, and the first seed that did."""
    words = [str(tree / ".build/debug/igs-simulation"), "engine", "--survey"]
    words += ["--histories", str(plant.get("histories", HISTORIES)), "--seconds", str(SECONDS)]
    if plant.get("lies"):
        words += ["--only", plant["lies"]]
    result = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    found = re.findall(r"^  (\w+): (\d+), first with seed (\d+)$", result.stdout, re.MULTILINE)
    if result.returncode != 0 and not found:
        print(result.stdout[-2000:], result.stderr[-2000:], sep="\n")
        sys.exit(f"the simulation ended with {result.returncode}")
    return {promise: (int(count), seed) for promise, count, seed in found}


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
    # What breaks by itself is no proof that a plant was found.
    bare = {}
    for plant in plants:
        key = (plant.get("lies"), plant.get("histories"))
        if key not in bare:
            bare[key] = simulate(tree, plant)
            for promise, (count, seed) in bare[key].items():
                print(f"without a plant: {promise} {count} times, first with seed {seed}")
    missed = []
    for plant in plants:
        before = bare[plant.get("lies"), plant.get("histories")]
        path = tree / plant["file"]
        text = path.read_text(encoding="utf-8")
        if text.count(plant["old"]) != 1:
            sys.exit(f"{plant['name']}: its old text is not once in {plant['file']}")
        path.write_text(text.replace(plant["old"], plant["new"]), encoding="utf-8")
        try:
            build(tree)
            found = simulate(tree, plant)
        finally:
            path.write_text(text, encoding="utf-8")
        more = [
            f"{promise} {found[promise][0]} times, first with seed {found[promise][1]}"
            for promise in plant["promises"]
            if found.get(promise, (0,))[0] > before.get(promise, (0,))[0]
        ]
        if not more:
            missed.append(plant["name"])
        print(f"{'found ' if more else 'MISSED'} {plant['name']}: {'; '.join(more)}", flush=True)
    if missed:
        sys.exit(f"not found: {', '.join(missed)}")
    print(f"{len(plants)} of {len(plants)} planted bugs were found")


main()
