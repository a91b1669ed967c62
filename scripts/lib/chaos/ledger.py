"""The ledger as it lies on the disk, read from a copy that no igs has open."""

import pathlib
import shutil
import sqlite3
import tempfile


def entries(home):
    """The jobs in the ledger of a home by their out_task_id."""
    return {row["id"]: row for row in rows(home, "job")}


def runs(home):
    """The runs of scripts in the ledger of a home, in the order in which they were begun."""
    return rows(home, "run")


def rows(home, table):
    """A table's rows; none where it is not there yet."""
    ledger = home / "state/ledger.sqlite"
    with tempfile.TemporaryDirectory() as copy:
        for end in ("", "-wal"):
            file = pathlib.Path(f"{ledger}{end}")
            if file.exists():
                shutil.copy(file, pathlib.Path(copy) / f"ledger{end}")
        connection = sqlite3.connect(f"{copy}/ledger")
        connection.row_factory = sqlite3.Row
        try:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone() is None:
                return []
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
        finally:
            connection.close()
