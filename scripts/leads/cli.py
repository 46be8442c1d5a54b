"""The commands: what is asked on the command line, checked and passed on.

A command passes on what was asked by the names of its options.
"""

from __future__ import annotations

import math
import os
import signal
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import click
import duckdb

from leads import PROJECT
from leads.backtest import run_backtest
from leads.bench import run_bench
from leads.build import publish_scores
from leads.checks import run_checks
from leads.erase import erase_person, readmit_person
from leads.explain import explain_score
from leads.export import FORMATS, export_tables
from leads.generate import Company, generate
from leads.messages import problem_from, without_data
from leads.preview.command import show_preview
from leads.problems import InputProblem
from leads.raw_folder import TABLES
from leads.report.command import write_report
from leads.screen import say
from leads.suggest.calibrate import calibrate
from leads.suggest.command import suggest
from leads.workshop import workshop

MOST_ROWS = 10**11


def main(arguments: list[str]) -> int:
    """Run a command and return the exit code.

    0 done, 1 the input is at fault, 2 usage, 3 something else failed.
    """
    os.umask(0o077)  # what is new is private to the user
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    try:
        check_text(arguments)
        leads.main(arguments, prog_name="leads.py", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except OSError as error:
        click.echo(f"Error: {error.filename or ''} {error.strerror or error}", err=True)
        return 3
    except duckdb.Error as error:
        problem = problem_from(str(error))
        problem.show()
        return problem.exit_code
    except Exception as error:  # noqa: BLE001 - nobody is helped by a traceback
        log = workshop() / "logs" / "leads.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(without_data(traceback.format_exc()))
        click.echo(f"Error: {error}. This is a fault of ours; see {log}", err=True)
        return 3
    return 0


def check_text(arguments: list[str]) -> None:
    for argument in arguments:
        if argument.encode(errors="replace").decode() != argument:
            raise InputProblem(f"{argument!r} is no text in UTF-8.")


def stop(*_: Any) -> None:
    raise KeyboardInterrupt


def as_path(_context: Any, _option: Any, value: str | None) -> Path | None:
    return Path(value).resolve() if value else None


def as_day(_context: Any, option: click.Parameter, text: str | None) -> date | None:
    """A day written YYYY-MM-DD, or none; InputProblem for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat() or day.year == date.max.year:
        example = "2025-06-30" if option.name == "as_of" else "2026-06-30"
        raise InputProblem(
            f"{text!r} is not a day: write {option.opts[0]} YYYY-MM-DD, "
            f"such as {example}."
        )
    return day


def as_raw(_context: Any, _option: Any, text: str | None) -> str:
    """The raw folder as dbt gets it: an address, or absolute, and there."""
    if text and "://" in text:
        return text
    folder = Path(text).resolve() if text else PROJECT / "data" / "sample"
    if not folder.is_dir():
        raise InputProblem(f"There is no raw folder {folder}: name one with --raw.")
    return str(folder)


def as_count(_context: Any, _option: Any, value: Any) -> Any:
    """Whole numbers, also written 1e6 or 1_000_000; one or several."""
    if value is None or isinstance(value, tuple):
        return value and tuple(as_count(None, None, each) for each in value)
    try:
        count = float(value)
        whole = int(count)
    except (ValueError, OverflowError):
        count = whole = 0
    if count < 1 or count != whole:
        raise click.BadParameter(f"{value!r} is no whole number above 0.")
    if count > MOST_ROWS:
        raise click.BadParameter(f"{value!r} is too large: at most {MOST_ROWS:.0e}.")
    return whole


def as_finite(_context: Any, _option: Any, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is no number to compute with.")
    return value


def path_option(name: str, *more: str, **settings: Any) -> Any:
    return click.option(name, *more, callback=as_path, **settings)


def day_option(name: str, *more: str, **settings: Any) -> Any:
    return click.option(name, *more, callback=as_day, **settings)


db_option = path_option(
    "--db",
    envvar="LEADS_DB",
    default=str(PROJECT / "leads.duckdb"),
    help="DuckDB file to publish to, or read.  [default: leads.duckdb]",
)
model_option = click.option("--model", help="Only this scoring model.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def leads() -> None:
    """Score leads: every point dated, explained, and adding up.

    \b
    python3 scripts/leads.py build
    python3 scripts/leads.py explain c-001
    python3 scripts/leads.py test
    """


@leads.command()
@click.option(
    "--raw",
    envvar="LEADS_RAW",
    callback=as_raw,
    help="Raw folder.  [default: data/sample]",
)
@day_option("--as-of", envvar="LEADS_AS_OF", help="Score as of this YYYY-MM-DD.")
@day_option(
    "--earliest-day",
    envvar="LEADS_EARLIEST_DAY",
    help="Reject rows before it.  [default: earliest_day of dbt_project.yml]",
)
@path_option(
    "--seeds",
    envvar="LEADS_SEEDS",
    default=str(PROJECT / "seeds"),
    help="Seed folder.  [default: seeds]",
)
@click.option("--everything", is_flag=True, help="Read also what was read before.")
@click.option(
    "--allow-fewer",
    multiple=True,
    type=click.Choice(TABLES),
    help="A raw table of which most rows may be gone; repeatable.",
)
@db_option
def build(
    raw: str, as_of: date | None, earliest_day: date | None, **asked: Any
) -> None:
    """Score all contacts and publish the tables in one DuckDB file.

    Nothing is published unless everything succeeded. When only raw files were
    added, or rows of a scoring model edited, only what they change is computed.
    Each option may also be set as LEADS_RAW, LEADS_AS_OF, LEADS_EARLIEST_DAY,
    LEADS_SEEDS, LEADS_DB.

    \b
    python3 scripts/leads.py build
    python3 scripts/leads.py build --raw exports/ --as-of 2025-06-30
    python3 scripts/leads.py build --seeds my_seeds/ --db what_if.duckdb
    """
    days = {"as_of": str(as_of or ""), "earliest_day": str(earliest_day or "")}
    publish_scores(variables={"raw": raw, **days}, **asked)


@leads.command()
@path_option("--seeds", help="Edited seed folder.  [default: seeds]")
@click.option("--git", "revision", help="The seeds of this commit, branch or tag.")
@path_option("--out", help="Folder.  [default: preview beside the database file]")
@db_option
def preview(**asked: Any) -> None:
    """Show what edited seeds would change, and touch nothing in force.

    Compares them with the seeds the published file was built with: cells, the
    list for sales, labels, scores, load on sales, and past outcomes. Scores on
    a copy; prints, and writes one HTML page and CSVs.

    \b
    python3 scripts/leads.py preview
    python3 scripts/leads.py preview --seeds suggestions/campaign
    python3 scripts/leads.py preview --git my-branch
    """
    show_preview(**asked)


@leads.command()
@click.argument("contact_id")
@model_option
@day_option("--as-of", help="The score on this earlier YYYY-MM-DD.")
@db_option
def explain(**asked: Any) -> None:
    """Show where every point of CONTACT_ID comes from.

    \b
    python3 scripts/leads.py explain c-001
    python3 scripts/leads.py explain c-001 --model campaign --as-of 2025-06-01
    """
    explain_score(**asked)


@leads.command("report")
@click.option("--week", help="ISO week YYYY-Www.  [default: the last complete one]")
@path_option("--out", help="HTML file.  [default: report-WEEK.html beside --db]")
@click.option(
    "--language",
    default="en",
    show_default=True,
    type=click.Choice(["en", "fr"]),
    help="The language shown first; the page has a switch.",
)
@db_option
def report_command(**asked: Any) -> None:
    """Show a week at a glance, and write it as one HTML page to forward.

    \b
    python3 scripts/leads.py report
    python3 scripts/leads.py report --week 2026-W46 --language fr
    """
    write_report(**asked)


@leads.command()
@path_option("--out", help="Folder.  [default: exports beside the database file]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="both",
    show_default=True,
    help="A CSV for each table, one workbook, or both.",
)
@click.option("--only", multiple=True, metavar="TABLE", help="Only it; repeatable.")
@db_option
def export(**asked: Any) -> None:
    """Write the reports, and the marts people work with, for a spreadsheet.

    Text that a spreadsheet would run as a formula is marked as text: in a CSV
    by an apostrophe before it. The CSVs are UTF-8 with a mark (BOM) that Excel
    needs, and separated by commas; where your Excel expects semicolons, open
    the workbook instead. Earlier exports of the same name are replaced, other
    files are left alone.

    \b
    python3 scripts/leads.py export
    python3 scripts/leads.py export --only rpt_cooling --only score_ledger
    python3 scripts/leads.py export --format xlsx --out monday/
    """
    export_tables(**asked)


@leads.command("erase")
@click.argument("person", metavar="CONTACT_ID|EMAIL")
@click.option("--raw", help="Raw folder.  [default: the one last read]")
@click.option("--readmit", is_flag=True, help="Consented anew: read their rows again.")
@db_option
def erase_command(person: str, raw: str | None, readmit: bool, db: Path) -> None:
    """Remove a person from the published file, logs and earlier exports.

    Makes everything anew without them, with the seeds and on the day in force, and
    keeps them out of later builds, though raw files may hold them still: which
    ones, it says. Only a salted hash of their ids is kept.

    \b
    python3 scripts/leads.py erase c-001
    python3 scripts/leads.py erase someone@company.example
    python3 scripts/leads.py erase c-001 --readmit
    """
    if readmit:
        readmit_person(db, person)
    else:
        erase_person(db, person, as_raw(None, None, raw) if raw else None)


@leads.command()
@click.option("--all", "everything", is_flag=True, help="The slow tests, too.")
def test(**asked: Any) -> None:
    """Check the project: linters, the build of the sample, tests.

    Minutes; whole builds of other companies, kills of builds and many made-up
    companies take longer and are tried with --all, as CI does.

    \b
    python3 scripts/leads.py test
    python3 scripts/leads.py test --all
    """
    run_checks(**asked)


@leads.command("generate")
@click.option(
    "--events",
    default="1e6",
    show_default=True,
    callback=as_count,
    help="Rows of events, copies included.",
)
@click.option("--contacts", callback=as_count, help="[default: events / 20]")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**31))
@click.option(
    "--withhold",
    default=0,
    type=click.IntRange(0),
    help="Leave out the last days; the same command without it brings them.",
)
@path_option("--out", required=True, help="Folder to write, new or begun before.")
def generate_command(
    events: int, contacts: int | None, days: int, seed: int, withhold: int, out: Path
) -> None:
    """Write the raw rows of a made-up company of any size.

    The same numbers give the same rows. One Parquet file per table and day.

    \b
    python3 scripts/leads.py generate --events 1e6 --out big/
    python3 scripts/leads.py build --raw big/ --db big.duckdb
    """
    started = time.monotonic()
    company = Company(events, contacts or max(events // 20, 100), days, seed)
    generate(company, out, min(withhold, days))
    seconds = time.monotonic() - started
    say(f"Written to {out} in {seconds:.0f} seconds.")


@leads.command()
@click.option(
    "--events",
    multiple=True,
    default=["1e6"],
    callback=as_count,
    help="Size; several of them give lines of growth.  [default: 1e6]",
)
@path_option(
    "--folder",
    default=lambda: str(workshop() / "target" / "bench"),
    help="Where companies are kept.  [default: target/bench]",
)
@path_option("--json", "report", help="Write everything measured to this file.")
@click.option("--skip-rivals", is_flag=True, help="Leave out the other programs.")
@click.option(
    "--memory",
    default=8.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    callback=as_finite,
    help="End another program at this many GB.",
)
def bench(**asked: Any) -> None:
    """Measure seconds and memory of builds, beside other programs.

    A company is made on first use and kept. LEADS_MEMORY and LEADS_THREADS are
    the limits of the builds.

    \b
    python3 scripts/leads.py bench
    python3 scripts/leads.py bench --events 1e6 --events 2e6 --json bench.json
    """
    run_bench(**asked)


@leads.command()
@day_option("--from", "from_day", help="First day to judge, YYYY-MM-DD.")
@day_option("--to", "to_day", help="Last day to judge, from which others count back.")
@click.option("--every", type=click.Choice(["day", "week", "month"]))
@click.option("--horizon", type=int, help="Days within which an outcome counts.")
@path_option("--out", help="Write all figures to this CSV file.")
@db_option
def backtest(**asked: Any) -> None:
    """Hold the scores of past days against what happened after them.

    Without options: the days of the published file, a year of months up to the
    last one whose horizon has passed. Other days are judged in a copy of it.

    \b
    python3 scripts/leads.py backtest
    python3 scripts/leads.py backtest --from 2026-01-05 --every week --horizon 60
    """
    run_backtest(**asked)


@leads.command("suggest")
@click.option("--model", help="Scoring model.  [default: the only one]")
@day_option("--train-to", help="Last day to learn from, YYYY-MM-DD.")
@day_option("--test-from", help="First day to be judged on.")
@click.option("--horizon", type=click.IntRange(1, 3650), help="Days for an outcome.")
@path_option("--out", help="Folder.  [default: suggestions/MODEL beside --db]")
@db_option
def suggest_command(**asked: Any) -> None:
    """Propose points that earlier outcomes support, judged on later ones.

    Writes a complete seed folder and touches nothing in force. By default the
    last third of the past dates judges, and the dates learnt from are those
    whose outcomes were known by then.

    \b
    python3 scripts/leads.py suggest --model campaign
    python3 scripts/leads.py suggest --train-to 2026-03-31 --out trial/
    """
    suggest(**asked)


@leads.command("calibrate")
@model_option
@click.option(
    "--precision",
    default=0.3,
    show_default=True,
    type=click.FloatRange(0, 1),
    callback=as_finite,
    help="Share of the leads handed over that should convert.",
)
@db_option
def calibrate_command(**asked: Any) -> None:
    """Show where the handover could begin, and what each choice would bring.

    \b
    python3 scripts/leads.py calibrate
    python3 scripts/leads.py calibrate --model campaign --precision 0.4
    """
    calibrate(**asked)
