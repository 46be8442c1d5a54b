"""What a raw folder holds: the files of each table, and all others by name.

Standard library only: dbt asks it, too (see dbt_plugin.py).
"""

from __future__ import annotations

import codecs
import difflib
import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TABLES = (
    "contacts",
    "events",
    "orders",
    "deals",
    "sales_touches",
    "contact_aliases",
    "contact_changes",
    "campaign_costs",
)
ENDINGS = (".csv", ".csv.gz", ".parquet")
NOT_READ = {
    (".xlsx", ".xls", ".xlsm", ".ods", ".numbers"): "save it as CSV UTF-8",
    (".tsv", ".tab", ".txt", ".dat"): "a text with columns is called .csv",
    (".csv.gz",): "call it .csv.gz in small letters",
    (".gz", ".zip", ".7z", ".bz2", ".zst", ".xz", ".tar", ".tgz"): "unpack it",
    (".json", ".jsonl", ".ndjson", ".xml"): "export it as CSV or Parquet",
}
WESTERN = "Windows-1252 (Latin-1)"
SAVE_AGAIN = "save the file as CSV UTF-8."
MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
# Larger files are printed by size and times, and looked at where they begin.
LARGE = 64_000_000
BLOCK = 1_000_000


@dataclass
class RawFolder:
    """Files by table, what is not read and why, and what cannot be read."""

    folder: Path
    files: dict[str, list[Path]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def name_of(self, path: Path) -> str:
        return in_utf8(path.relative_to(self.folder).as_posix())

    def leave(self, path: Path, why: str) -> None:
        self.notes.append(f"{self.name_of(path)} is not read: {why}")

    def refuse(self, path: Path, why: str) -> None:
        self.problems.append(f"{in_utf8(str(path))} {why}")


def look_into(folder: Path, tables: Sequence[str] = TABLES) -> RawFolder:
    """Whatever lies in a raw folder: a file of a table, named, or refused."""
    found = RawFolder(folder)
    links: list[tuple[str, Path]] = []
    seen = {folder.resolve()}
    for path in entries_of(folder, found):
        table, ending = name_and_ending(path.name)
        if table in tables and ending in ENDINGS and not is_folder(path):
            take_file(found, table, path)
        elif path.name in tables and is_folder(path):
            take_folder(found, path.name, path, links, seen)
        elif path.name in tables and path.is_symlink():
            found.refuse(path, "leads to a folder that is not there.")
        elif is_folder(path) and table in tables:
            found.leave(path, f"the folder of its parts is called {table}")
        elif not is_beside(path):
            found.leave(path, why_not_read(path, tables))
    # Folders first, then what leads elsewhere: nothing is read twice.
    for table, path in links:
        take_folder(found, table, path, links, seen)
    for files in found.files.values():
        files.sort(key=found.name_of)
    return found


def is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - False also where nobody may look


def in_utf8(name: str) -> str:
    """A name as it can be said; systems allow bytes that are no text."""
    return os.fsencode(name).decode(errors="replace")


def is_beside(path: Path) -> bool:
    """A text for people, or what `generate` notes of its company."""
    return path.suffix.lower() == ".md" or path.name == ".company.json"


def name_and_ending(name: str) -> tuple[str, str]:
    """`events.csv.gz`: events, .csv.gz; only .gz has to be in small letters."""
    for ending in (".csv.gz", ".csv", ".parquet"):
        if name.endswith(ending) or (
            ending != ".csv.gz" and name.lower().endswith(ending)
        ):
            return name[: -len(ending)], ending
    return name, ""


def entries_of(folder: Path, found: RawFolder) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        found.refuse(folder, f"cannot be opened ({error.strerror}).")
        return []


def take_folder(
    found: RawFolder,
    table: str,
    folder: Path,
    links: list[tuple[str, Path]],
    seen: set[Path],
) -> None:
    if folder.is_symlink() and (table, folder) not in links:
        links.append((table, folder))
        return
    place = folder.resolve()
    if place in seen or found.folder.resolve().is_relative_to(place):
        found.leave(folder, f"it leads to {place}, which is there already")
        return
    seen.add(place)
    for path in entries_of(folder, found):
        if is_folder(path):
            take_folder(found, table, path, links, seen)
        elif name_and_ending(path.name)[1] and not path.name.startswith((".", "~$")):
            take_file(found, table, path)
        else:
            found.leave(path, why_not_read(path))


def take_file(found: RawFolder, table: str, path: Path) -> None:
    """A file to read, or a copy by link of one that is read already."""
    if why := why_unreadable(path):
        found.refuse(path, why)
    elif path.is_symlink() and path.resolve() in files_seen(found):
        found.leave(path, f"it leads to {path.resolve()}, which is read already")
    else:
        found.files.setdefault(table, []).append(path)


def why_unreadable(path: Path) -> str:
    """Why opening a file would fail, or wait for ever; empty if it would not."""
    if in_utf8(path.name) != path.name:
        return "has a name that is not UTF-8: rename it."
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "is no plain file: put the rows themselves there."
        path.open("rb").close()
    except FileNotFoundError:
        return "leads to a file that is not there."
    except OSError as error:
        return f"cannot be opened ({error.strerror})."
    return ""


def files_seen(found: RawFolder) -> Iterator[Path]:
    return (path.resolve() for files in found.files.values() for path in files)


def why_not_read(path: Path, tables: Sequence[str] = ()) -> str:
    name = path.name.lower()
    if name.startswith((".", "~$")):
        return "a file that programs leave behind"
    for endings, remedy in NOT_READ.items():
        if name.endswith(endings):
            return remedy
    table, ending = name_and_ending(name)
    if not tables:
        return "it is neither .csv, .csv.gz nor .parquet"
    close = difflib.get_close_matches(table, tables, n=1)
    hint = f" (did you mean {close[0]}{ending}?)" if close else ""
    return f"it is no export of a table{hint}"


def raw_notes(folder: Path) -> list[str]:
    """One line per absent table and per file that no table is read from."""
    found = look_into(folder)
    return [
        *(
            f"no {table} export in {folder}: read as empty"
            for table in TABLES
            if table not in found.files
        ),
        *found.notes,
    ]


def seed_notes(folder: Path) -> list[str]:
    """One line per file beside the seeds that looks as if it were one."""
    texts = (".csv", ".yml", ".yaml", ".md")
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        f"{path.name} beside the seeds is not read: {why_not_read(path)}"
        for path in paths
        if path.is_file()
        and (not path.name.endswith(texts) or path.name.startswith("._"))
        and not path.name.startswith(".git")
    ]


def described(path: Path) -> dict[str, str]:
    """What tells that a file has changed, how a CSV begins, and what is wrong."""
    size = path.stat().st_size
    told = {"print": print_of(path, size), "header": "", "problem": ""}
    if name_and_ending(path.name)[1] != ".parquet":
        try:
            told["header"], told["problem"] = read_text(path, size)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            told["problem"] = f"{path} is damaged or cut off: export it again."
    return told


def print_of(path: Path, size: int) -> str:
    """By content where that is cheap: times may be set to anything."""
    if size < LARGE:
        return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    status = path.stat()
    return f"{size} {status.st_mtime_ns} {status.st_ctime_ns}"


def read_text(path: Path, size: int) -> tuple[str, str]:
    """The first line of a CSV; and which encoding it has, if it is not UTF-8.

    A packed file is read to its end: one that is cut off ends without an error.
    """
    is_packed = path.name.endswith(".gz")
    decoder = codecs.getincrementaldecoder("utf-8")()
    header, line = None, 1
    with gzip.open(path) if is_packed else path.open("rb") as file:
        while block := file.read(BLOCK):
            if header is None:
                if encoding := marked_encoding(block):
                    return "", not_utf8(str(path), encoding)
                header = block.splitlines()[0].decode("utf-8-sig", "replace")
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                line += block.count(b"\n", 0, error.start)
                return header, not_utf8(f"{path} line {line}", WESTERN)
            line += block.count(b"\n")
            if size >= LARGE and not is_packed:
                return header, ""
    if decoder.getstate()[0]:  # it ends within a sign
        return header or "", not_utf8(f"{path} line {line}", WESTERN)
    return header or "", ""


def marked_encoding(start: bytes) -> str:
    """UTF-16 and the like, by their mark or by the zeros of every second byte."""
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    return "UTF-16" if start[:BLOCK].count(0) > len(start) / 4 else ""


def not_utf8(place: str, encoding: str) -> str:
    return f"{place}: the text is not UTF-8, it looks like {encoding}: {SAVE_AGAIN}"


def listing(folder: str, tables: str) -> dict:
    """All that dbt asks of a raw folder, in one answer."""
    found = look_into(Path(folder), tables.split(","))
    files = {
        table: [
            {"part": found.name_of(path), **described(path)}
            for path in found.files[table]
        ]
        for table in found.files
    }
    problems = [each["problem"] for table in files.values() for each in table]
    return {
        "files": files,
        "notes": found.notes,
        "problems": [*found.problems, *filter(None, problems)],
    }
