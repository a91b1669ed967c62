"""Reads tables with Python's csv and json modules, and says what igs should make of each.

Called with a folder, it writes a line of JSON for each file in it: the headers and the rows with their lines, or how
the message begins and ends with which igs refuses the file.

igs differs from csv.DictReader on purpose in this:
- Blank lines before the header are skipped, as they are behind it. DictReader takes the first for an empty header.
- NUL is an error. csv reads it from Python 3.11 on.
- A row with too few or too many cells is an error. DictReader fills it up, or puts the rest under a key of its own.
- Columns without a name, or with the name of another, are errors. DictReader keeps the last of two.
- The header shows the separator. DictReader has to be told.
And from json.loads: a text with NUL or half of a surrogate pair, a key that is there twice, and NaN are errors.
"""

import csv
import json
import re
import sys
from pathlib import Path

csv.field_size_limit(1 << 30)


class Refused(Exception):
    """How a message begins and ends."""


def columns(headers, place):
    """Checks the names of columns, and returns them without blanks around them."""
    names, variables = [], []
    for header in headers:
        name = header.strip()
        variable = re.sub(r"[^A-Za-z0-9_]", "_", re.sub(r"\r\n", "_", name))
        variable = re.sub(r"^(?=[0-9])", "_", variable)[:64]
        if not name or variable == "row" or variable in variables:
            raise Refused("E0276 " + place, "")
        names.append(name)
        variables.append(variable)
    return names


def separator(text):
    """Returns what separates the cells, by the first line that is not blank."""
    text = re.sub(r'(?<![^,;\t])"(?:[^"]|"")*(?:"|\Z)', "", text.lstrip("\r\n"))
    header = re.split(r"[\r\n]", text)[0]
    return max(",;\t", key=header.count)


def lines_and_rows(file, reader):
    """Returns each row that is not blank, with the line in which it begins."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise Refused(f"E0274 {file.name}:", ": the quote of a cell is never closed") from error
            text = ": text follows the closing quote of a cell"
            raise Refused(f"E0274 {file.name}:{reader.line_num}", text) from error
        if row:
            yield line, row


def separated(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read()
        delimiter = "\t" if file.suffix == ".tsv" else separator(text)
        stream.seek(0)
        rows = lines_and_rows(file, csv.reader(stream, delimiter=delimiter, strict=True))
        line, headers = next(rows, (0, None))
        if headers is None:
            raise Refused(f"E0274 the table '{file.name}' is empty", "")
        names = columns(headers, f"{file.name}:{line}")
        table = []
        for line, cells in rows:
            if len(cells) != len(names):
                count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
                end = f": the row has {count}, but the header has {len(names)}"
                raise Refused(f"E0275 {file.name}:{line}", end)
            table.append([line, cells])
    # What a script in Python would see.
    if text[:1] not in ("\r", "\n"):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            dicts = list(csv.DictReader(stream, delimiter=delimiter, strict=True))
        assert dicts == [dict(zip(headers, cells, strict=True)) for _, cells in table], file
    return {"headers": names, "rows": table}


def constant(text):
    raise ValueError(text)


def objects(file):
    names, table = [], []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        lines = re.split(r"\r\n|\r|\n", stream.read())
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t"):
            continue
        place = f"{file.name}:{number}"
        try:
            pairs = json.loads(
                line,
                object_pairs_hook=lambda pairs: pairs,
                parse_int=lambda text: text,
                parse_float=lambda text: text,
                parse_constant=constant,
            )
            # An empty list is a list, and an empty object one, too.
            if not line.strip(" \t").startswith("{"):
                raise ValueError(line)
            texts = {True: "true", False: "false", None: ""}
            if any(isinstance(value, list) for _, value in pairs):
                raise ValueError(line)
            pairs = [(key, value if isinstance(value, str) else texts[value]) for key, value in pairs]
            for text in (text for pair in pairs for text in pair):
                if "\0" in text:
                    raise ValueError(text)
                text.encode()
        except ValueError as error:
            raise Refused(f"E0274 {place}: ", "") from error
        cells = {}
        for key, value in pairs:
            if key not in names:
                columns([*names, key], place)
                names.append(key)
            if key in cells:
                raise Refused(f"E0274 {place}: ", "twice")
            cells[key] = value
        table.append([number, cells])
    if not table:
        raise Refused(f"E0274 the table '{file.name}' is empty", "")
    rows = [[number, [cells.get(name, "") for name in names]] for number, cells in table]
    return {"headers": [name.strip() for name in names], "rows": rows}


for file in sorted(Path(sys.argv[1]).iterdir(), key=lambda file: int(file.stem)):
    try:
        answer = objects(file) if file.suffix == ".jsonl" else separated(file)
    except Refused as refusal:
        answer = {"refused": refusal.args}
    print(json.dumps(answer))
