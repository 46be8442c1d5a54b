"""Turn messages of dbt and DuckDB into sentences that say what to do."""

from __future__ import annotations

import re

import click

from leads import PROJECT
from leads.problems import BuildProblem, DamagedFile, InputProblem, OutOfMemory

LINES_SHOWN = 20
# What DuckDB could not have, and what was in use of what it may have.
MEMORY = re.compile(
    r"Out of Memory Error: (?:.*?of size ([\d.]+ \w+))?(?:.*?\(([^/]+)/(.+?) used\))?"
)

# Where DuckDB quotes what it has read.
QUOTED_LINE = re.compile(r"(Original Line|LINE \d+):|\^$")
ABOUT_DATA = re.compile(
    r"(Conversion|Constraint|Invalid Input|CSV|Out of Range|Serialization) Error"
)
QUOTED_VALUE = re.compile(r"'[^']*'|\"[^\"]*\"")

# What DuckDB says about a CSV file -> what is wrong: what to do.
CSV_TROUBLE = [
    (
        r"not utf-8 encoded",
        "the text is not UTF-8: save the file as CSV UTF-8.",
    ),
    (
        r"Maximum line size of (\d+) bytes exceeded",
        "longer than {0} bytes: a quote before it is never closed, or a cell is "
        "far too long; close the quote or shorten the cell.",
    ),
    (
        r"unterminated quote",
        "a quote is not closed, or stands in the middle of a cell: "
        'write "" for a quote, and quotes around the whole cell.',
    ),
    (
        r"Expected Number of Columns: (\d+) Found: (\d+)",
        "the header has {0} cells, this line {1}: put quotes around a cell that "
        "holds a comma, and write a comma for an empty cell.",
    ),
    (
        r"Error when sniffing file|CSV Error on Line",
        "it does not read as CSV: every line needs the same number of cells and "
        "the same line ending; save it as CSV UTF-8.",
    ),
]

# Any other known message -> the problem and the sentence.
KNOWN_TROUBLE: list[tuple[str, type[click.ClickException], str]] = [
    (
        r"(Corrupt database file|Could not read enough bytes from file "
        r"\"[^\"]+(?<!\.parquet)(?<!\.csv)(?<!\.gz)\")",
        DamagedFile,
        "The published file is damaged ({0}): build again "
        "(python3 scripts/leads.py build), and it is replaced.",
    ),
    (
        r'failed to cast column "(.+?)" from type (\w+) to (\w+)',
        InputProblem,
        "The column {0} is {2} in one part of an export and {1} in another: "
        "export the parts alike.",
    ),
    (
        r"""(?:No magic bytes found at end of file|[Ff]ile) ['"](.+?\.parquet)['"]""",
        InputProblem,
        "{0} is not a complete Parquet file: export it again.",
    ),
    (
        r'Could not set lock on file "(.+?)": Conflicting lock is held in '
        r"(.+?) \(PID (\d+)\)",
        BuildProblem,
        "{0} is open in another program ({1}, process {2}): close it there, "
        "then try again.",
    ),
    (
        r"No space left on device",
        BuildProblem,
        "The disk is full: free some space, then build again. "
        "The published file is as it was.",
    ),
    (
        r'The file "(.+?)" exists, but it is not a valid DuckDB database file',
        InputProblem,
        "{0} is not a DuckDB file: it is left alone; choose another with --db.",
    ),
    (
        r'Cannot open file "(.+?)": (.+)',
        InputProblem,
        "{0} cannot be opened ({1}).",
    ),
]


def problem_from(
    message: str, reading: str = "", step: str = "A step"
) -> click.ClickException:
    """The problem a message of dbt or DuckDB stands for.

    `reading` is the file last read, for messages that forget to name it.
    """
    if memory := MEMORY.search(message):
        return out_of_memory(step, *memory.groups())
    sentence = csv_sentence(message, reading)
    if sentence:
        return InputProblem(sentence)
    for pattern, problem, sentence in KNOWN_TROUBLE:
        found = re.search(pattern, message)
        if found:
            return problem(sentence.format(*found.groups()))
    if is_raised_by_project(message):
        return InputProblem(first_lines(without_trace(message)))
    return BuildProblem(first_lines(message.strip().splitlines()[:4]))


def without_data(message: str) -> str:
    """A message for a log: what DuckDB quotes of a raw file may be personal data."""
    lines = [
        line for line in message.splitlines() if not QUOTED_LINE.match(line.strip())
    ]
    text = "\n".join(lines)
    return QUOTED_VALUE.sub("'...'", text) if ABOUT_DATA.search(text) else text


def out_of_memory(
    step: str, asked: str | None, used: str | None, limit: str | None
) -> OutOfMemory:
    """Which step needed how much, and that nothing is lost."""
    needed = f"{asked} more than it could have" if asked else "more memory"
    there = f" (of {limit} {used} were in use)" if limit else ""
    return OutOfMemory(
        f"{step} needed {needed}{there}: set LEADS_MEMORY (for example 12GB) to "
        "what the machine can give, then build again. The published file is as it "
        "was; what is finished is kept, and the build goes on from there."
    )


def csv_sentence(message: str, reading: str) -> str | None:
    """`<file> line <n>: <what is wrong>: <what to do>`, if it is about a CSV."""
    if "CSV Error on Line" not in message and "sniffing file" not in message:
        return None
    file = re.search(r"^\s*file = (\S.*)$", message, re.MULTILINE)
    place = file[1] if file else (reading or "A raw CSV file")
    line = re.search(r"CSV Error on Line: (\d+)", message)
    if line and file:  # without a file the line is not to be trusted either
        place += f" line {line[1]}"
    for pattern, sentence in CSV_TROUBLE:
        found = re.search(pattern, message)
        if found:
            return f"{place}: {sentence.format(*found.groups())}"
    return None


def is_raised_by_project(message: str) -> bool:
    """True for an error the project's own SQL raises, to say what is wrong."""
    if not message.startswith("Compilation Error") or "is undefined" in message:
        return False
    frame = re.search(r"^\s*> in \w+ \S+ \((.+?)\)$", message, re.MULTILINE)
    return bool(frame) and (PROJECT / frame[1]).is_file()


def without_trace(message: str) -> list[str]:
    """The lines between dbt's heading and its `> in macro ...` trace."""
    lines = [line.strip() for line in message.splitlines()[1:]]
    trace = [number for number, line in enumerate(lines) if line.startswith("> ")]
    return [line for line in lines[: trace[0] if trace else None] if line]


def first_lines(lines: list[str]) -> str:
    shown = lines[:LINES_SHOWN]
    if len(lines) > LINES_SHOWN:
        shown.append(f"... and {len(lines) - LINES_SHOWN} more.")
    return "\n".join(shown)
