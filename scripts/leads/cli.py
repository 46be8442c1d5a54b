"""The commands: what is asked on the command line, checked and passed on."""

from __future__ import annotations

import signal
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import click

from leads.checks import run_checks
from leads.database import published
from leads.dbt_run import run_dbt_build
from leads.explain import print_explanation
from leads.problems import InputProblem
from leads.publish import replacing, work_folder
from leads.raw_folder import raw_notes
from leads.screen import make_console
from leads.seed_folder import assemble_seeds
from leads.summary import print_summary

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Run a command and return the exit code.

    0 done, 1 the input is at fault, 2 usage, 3 something else failed.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    try:
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
    except Exception as error:  # noqa: BLE001 - nobody is helped by a traceback
        log = PROJECT / "logs" / "leads.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(traceback.format_exc())
        click.echo(f"Error: {error}. This is a fault of ours; see {log}", err=True)
        return 3
    return 0


def stop(*_: Any) -> None:
    raise KeyboardInterrupt


db_option = click.option(
    "--db",
    envvar="LEADS_DB",
    default=str(PROJECT / "leads.duckdb"),
    help="DuckDB file to publish to, or read.  [default: leads.duckdb]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def leads() -> None:
    """Score leads: every point dated, explained, and adding up.

    \b
    python3 scripts/leads.py build
    python3 scripts/leads.py explain c-001
    python3 scripts/leads.py test
    """


@leads.command()
@click.option("--raw", envvar="LEADS_RAW", help="Raw folder.  [default: data/sample]")
@click.option("--as-of", envvar="LEADS_AS_OF", help="Score as of this YYYY-MM-DD.")
@click.option("--seeds", envvar="LEADS_SEEDS", help="Seed folder.  [default: seeds]")
@db_option
def build(raw: str | None, as_of: str | None, seeds: str | None, db: str) -> None:
    """Score all contacts and publish the tables in one DuckDB file.

    Nothing is published unless everything succeeded. Each option may also be
    set as LEADS_RAW, LEADS_AS_OF, LEADS_SEEDS, LEADS_DB.

    \b
    python3 scripts/leads.py build
    python3 scripts/leads.py build --raw exports/ --as-of 2025-06-30
    python3 scripts/leads.py build --seeds my_seeds/ --db what_if.duckdb
    """
    started = time.monotonic()
    console = make_console()
    target = Path(db).resolve()
    settings = {
        "LEADS_RAW": raw_folder(raw),
        "LEADS_AS_OF": str(read_date(as_of) or ""),
    }
    with (
        replacing(target) as database,
        work_folder(PROJECT / "target", "build", "building") as work,
    ):
        seed_source = Path(seeds).resolve() if seeds else PROJECT / "seeds"
        notes = assemble_seeds(seed_source, PROJECT / "seeds", work / "seeds")
        if "://" not in settings["LEADS_RAW"]:
            notes += raw_notes(Path(settings["LEADS_RAW"]))
        for note in notes:
            console.print(note, soft_wrap=True)
        settings["LEADS_SEEDS"] = str((work / "seeds").relative_to(PROJECT))
        settings["LEADS_DB"] = str(database)
        run_dbt_build(PROJECT, settings, work, console)
    with published(target) as connection:
        print_summary(connection, console)
    seconds = time.monotonic() - started
    console.print(f"Published {target} in {seconds:.0f} seconds.", soft_wrap=True)


@leads.command()
@click.argument("contact_id")
@click.option("--model", help="Only this scoring model.")
@click.option("--as-of", help="The score on this earlier YYYY-MM-DD.")
@db_option
def explain(contact_id: str, model: str | None, as_of: str | None, db: str) -> None:
    """Show where every point of CONTACT_ID comes from.

    \b
    python3 scripts/leads.py explain c-001
    python3 scripts/leads.py explain c-001 --model campaign --as-of 2025-06-01
    """
    day = read_date(as_of)
    with published(Path(db).resolve()) as connection:
        print_explanation(connection, make_console(), contact_id, model, day)


@leads.command()
def test() -> None:
    """Run every check: linters, the build of the sample, all tests.

    \b
    python3 scripts/leads.py test
    """
    run_checks(PROJECT, make_console())


def read_date(text: str | None) -> date | None:
    """A day written YYYY-MM-DD, or none; InputProblem for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat() or day.year == date.max.year:
        raise InputProblem(
            f"{text!r} is not a day: write --as-of YYYY-MM-DD, such as 2025-06-30."
        )
    return day


def raw_folder(text: str | None) -> str:
    """The raw folder as dbt gets it: absolute, and there."""
    if text and "://" in text:
        return text
    folder = Path(text).resolve() if text else PROJECT / "data" / "sample"
    if not folder.is_dir():
        raise InputProblem(f"There is no raw folder {folder}: name one with --raw.")
    return str(folder)
