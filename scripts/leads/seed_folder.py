"""A complete seed folder for dbt, made from whatever folder the user names."""

from __future__ import annotations

import csv
import difflib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from leads.problems import InputProblem
from leads.raw_folder import WESTERN, marked_encoding, seed_notes, why_unreadable

TIER = re.compile(r"from_[1-9][0-9]*")
FILES_WITH_TIERS = {"point_grid.csv"}
SAVE_AGAIN = "save it as CSV UTF-8 (comma delimited)"


def assemble_seeds(source: Path, project_seeds: Path, into: Path) -> list[str]:
    """Copy the CSVs of `source` and the project's YAML twins into `into`.

    A seed the source does not hold becomes a header without rows; the notes
    returned say so. Raises InputProblem, naming file, line and cell, for
    anything that is not the CSV file its name promises.
    """
    known = {path.name: path for path in sorted(project_seeds.glob("*.csv"))}
    given = csv_files(source, list(known))
    into.mkdir(parents=True, exist_ok=True)
    for twin in project_seeds.glob("*.yml"):
        shutil.copy(twin, into / twin.name)

    notes = seed_notes(source)
    for name, own_file in known.items():
        header = next(read_rows(own_file))[1]
        rows: list[list[str]] = []
        if name in given:
            optional = optional_columns(own_file.with_suffix(".yml"))
            header, *rows = read_seed(given[name], header, optional)
        else:
            notes.append(f"no {name} in {source}: read as empty")
        write_seed(into / name, [header, *rows])
    return notes


def csv_files(source: Path, known: list[str]) -> dict[str, Path]:
    """The CSV files of a folder by name; every one must be a known seed to read."""
    if not source.is_dir():
        raise InputProblem(f"There is no seed folder {source}.")
    given = {
        path.name: path
        for path in sorted(source.iterdir())
        if path.suffix.lower() == ".csv" and not path.name.startswith(".")
    }
    for name, path in given.items():
        if name not in known:
            close = difflib.get_close_matches(name.lower(), known, n=1)
            hint = f"Did you mean {close[0]}? " if close else ""
            raise InputProblem(
                f"{path} is not a seed of this project. {hint}"
                f"The seeds are: {', '.join(known)}."
            )
        if why := why_unreadable(path):
            raise InputProblem(f"{path} {why}")
    if not given:
        raise InputProblem(
            f"{source} holds no seed file. The seeds are: {', '.join(known)}."
        )
    return given


def optional_columns(twin: Path) -> list[str]:
    """The columns that a seed may lack, as its YAML twin says."""
    [seed] = yaml.safe_load(twin.read_text(encoding="utf-8"))["seeds"]
    return [
        column["name"]
        for column in seed["columns"]
        if column.get("config", {}).get("meta", {}).get("optional")
    ]


def read_seed(path: Path, expected: list[str], optional: list[str]) -> list[list[str]]:
    """Header and rows of a seed, checked against the columns expected.

    An optional column that is not there is empty. Blank lines at the end are left
    out; they are what spreadsheets leave.
    """
    rows = read_rows(path)
    line, header = next(rows, (0, []))
    header = [name.strip() for name in header]
    # Spreadsheets leave columns without a name at the end.
    named = max((place for place, name in enumerate(header, 1) if name), default=0)
    has_unnamed, header = len(header) > named, header[:named]
    left_out = [name for name in expected if name in optional and name not in header]
    check_header(path, header, expected, left_out)
    table = [header + left_out]
    blank_line = 0
    for line, row in rows:
        if not any(value.strip() for value in row):
            blank_line = blank_line or line
            continue
        if blank_line:  # messages count rows as a spreadsheet does
            raise InputProblem(f"{path} line {blank_line} is blank: delete it.")
        if has_unnamed and len(row) > named:
            if any(cell.strip() for cell in row[named:]):
                raise InputProblem(
                    f"{path} line {line} has a cell in a column without a name: "
                    "name the column in the header, or delete the cell."
                )
            row = row[:named]
        if len(row) != len(header):
            raise InputProblem(
                f"{path} line {line} has {len(row)} cells, the header has "
                f"{len(header)}: a cell with a comma needs quotes around it, "
                "an empty cell needs its comma."
            )
        table.append(row + [""] * len(left_out))
    return table


def check_header(
    path: Path, header: list[str], expected: list[str], left_out: list[str]
) -> None:
    columns = f"Its columns are: {', '.join(expected)}."
    if not any(header):
        raise InputProblem(f"{path} is empty: it needs its header. {columns}")
    if len(header) == 1 and re.search(r"[;\t|]", header[0]):
        raise InputProblem(
            f"{path} is not comma-separated: {SAVE_AGAIN}, not with semicolons or tabs."
        )
    if "" in header:
        raise InputProblem(
            f"{path} has no name for column {header.index('') + 1}: name it, or delete "
            f"the column. {columns}"
        )
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise InputProblem(f"{path} has two columns {min(twice)!r}: keep one.")
    may_be_tier = path.name in FILES_WITH_TIERS
    for name in expected:
        may_lack = name in left_out or (may_be_tier and TIER.fullmatch(name))
        if name not in header and not may_lack:
            raise InputProblem(f"{path} has no column {name!r}. {columns}")
    for name in header:
        if name not in expected and not (may_be_tier and TIER.fullmatch(name)):
            raise InputProblem(f"{path} has an unknown column {name!r}. {columns}")


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row, with the line of the file it starts on."""
    content = path.read_bytes()
    if encoding := marked_encoding(content):
        raise InputProblem(
            f"{path} is not UTF-8, it looks like {encoding}: {SAVE_AGAIN}."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputProblem(
            f"{path} line {line} is not UTF-8, it looks like {WESTERN}: {SAVE_AGAIN}."
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputProblem(f"{path} line {line} holds a NUL byte: {SAVE_AGAIN}.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputProblem(
            f"{path} line {line} cannot be read ({error}): "
            "a quote is not closed, or stands in the middle of a cell; "
            'write "" for a quote within a quoted cell.'
        ) from None


def write_seed(path: Path, rows: list[list[str]]) -> None:
    """Quote every cell, so that nothing is left to guess for the reader."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
