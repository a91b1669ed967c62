"""Holds the sandbox's bills against the ledger and the files: nothing lost, nothing paid twice."""

import hashlib
import json
import pathlib

import ledger
import pictures
from violation import demand

# What the sandbox puts into a picture of somebody else.
STRANGER = b"somebody else's picture"
ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


def stored(place, image):
    """Where a picture lies: below the store, by its digest. A ledger of igs 0.1 keeps the path."""
    if "path" in image:
        return pathlib.Path(image["path"])
    return place.home / "state/store/images" / f"{image['sha256']}.{ENDINGS[image['format']]}"


def is_settled(place, journal):
    """Whether every task that was paid for has come to its end here."""
    entries = ledger.entries(place.home)
    return all(entries.get(line["out_task_id"], {}).get("state") == "completed" for line in journal)


def judge(place, journal, most=None, exactly=None):
    """Demands what must hold once the last session has ended; answers the entries.

    `most` is how many tasks may have been paid for at most, and `exactly` how many must have been."""
    ids = [line["out_task_id"] for line in journal]
    demand(len(set(ids)) == len(ids), f"paid twice: {sorted(x for x in ids if ids.count(x) > 1)}")
    demand(most is None or len(ids) <= most, f"paid twice: {len(ids)} tasks for {most} pictures")
    demand(exactly is None or len(ids) == exactly, f"{len(ids)} tasks were paid for {exactly} pictures")
    entries = ledger.entries(place.home)
    for line in journal:
        entry = entries.get(line["out_task_id"])
        demand(entry is not None, f"lost: {line['out_task_id']} is not in the ledger")
        demand(entry["state"] == "completed", f"lost: {line['out_task_id']} is {entry['state']}, {entry['failure']}")
        demand(entry["task_id"] in (line["task_id"], None), f"{entry['id']} is another's task, {entry['task_id']}")
        demand(entry["spent"] == round(line["credits"] * 10) and entry["reserved"] == 0,
               f"{entry['id']} cost {line['credits']}; the ledger has {entry['spent']}, {entry['reserved']} reserved")
    for identifier, entry in entries.items():
        demand(entry["state"] != "completed" or identifier in ids, f"{identifier} is completed, and was never paid for")
        if entry["state"] == "completed":
            judge_picture(place, entry)
    for path in (place.home / "state/store").rglob("*"):
        demand(not path.is_file() or STRANGER not in path.read_bytes(), f"{path} is somebody else's picture")
    return entries


def judge_picture(place, entry):
    """Demands that the entry's picture is there, whole, and what was asked for."""
    image = json.loads(entry["image"])
    path = stored(place, image)
    demand(path.is_file(), f"lost: the picture of {entry['id']} is not there")
    data = path.read_bytes()
    demand(hashlib.sha256(data).hexdigest() == image["sha256"], f"{path} has another SHA-256")
    size = pictures.size(data, path.name)
    demand(size == (image["size"]["width"], image["size"]["height"]), f"{path} has {size}")
    demand(size == {"1:1": (1024, 1024), "3:2": (1536, 1024)}[json.loads(entry["request"])["ratio"]],
           f"{path} has pixels that nobody asked for: {size}")
