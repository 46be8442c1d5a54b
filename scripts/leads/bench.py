"""Measure the build beside a bare count and other programs, on the same files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from rich.console import Console

from leads import PROJECT
from leads.bench_report import (
    RIVALS,
    add_rates,
    circumstances,
    fit_growth,
    growth_table,
    steps_table,
)
from leads.bootstrap import ensure_environment, environment_folder, python_of
from leads.files import whole_file, work_folder
from leads.generate import TABLES
from leads.measure import GIGABYTE, Measured, measure
from leads.problems import BuildProblem
from leads.screen import make_console
from leads.seed_folder import read_rows, write_seed

LOCK = PROJECT / "bench" / "requirements.lock"
LEADS = PROJECT / "scripts" / "leads.py"
FLOOR_RUNS = 2
# The edited cell is the one of the README.
EDITED_RULE = {"scoring_model": "first_version", "behaviour": "webinar_participation"}
EDITED_CELLS = {"from_1": "900", "max": "900"}
EXPORTED_WHOLE = ("contacts", "deals")


@dataclass
class Bench:
    """One run of the benchmark at one size."""

    events: int
    company: Path
    work: Path
    console: Console
    memory: float
    steps: list[dict] = field(default_factory=list)

    @property
    def raw(self) -> Path:
        return self.work / "raw"

    @property
    def database(self) -> Path:
        return self.work / "leads.duckdb"

    def step(self, name: str, command: list[str | Path], **limits: int) -> dict:
        """Run one step as a process of its own and keep what it took."""
        self.console.print(f"{self.events:,} events: {name} ...")
        settings = {k: v for k, v in os.environ.items() if k != "LEADS_AS_OF"}
        timings = self.work / "timings.json"
        timings.unlink(missing_ok=True)
        settings["LEADS_TIMINGS"] = str(timings)
        settings["LEADS_DB"] = str(self.work / "rival.duckdb")
        words = [str(word) for word in command]
        done = measure(words, settings, self.work / "log.txt", **limits)
        row = {
            "step": name,
            "seconds": round(done.seconds, 2),
            "processor_seconds": round(done.processor_seconds, 2),
            "peak_bytes": done.peak_bytes,
            "rows": count_rows(self.raw),
            "note": self.note_on(done),
        }
        if timings.exists():
            row |= json.loads(timings.read_text())
        self.steps.append(row)
        return row

    def note_on(self, done: Measured) -> str:
        if done.is_out_of_memory:
            return f"ran out of {self.memory:g} GB"
        return f"failed: {done.words[-300:]}" if done.exit_code else ""

    def build(self, name: str, seeds: Path, database: Path) -> None:
        places = ["--raw", self.raw, "--seeds", seeds, "--db", database]
        row = self.step(name, [sys.executable, LEADS, "build", *places])
        if database.exists():
            row["database_bytes"] = database.stat().st_size


def run_bench(
    events: Sequence[int],
    folder: Path,
    report: Path | None,
    skip_rivals: bool,
    memory: float,
) -> None:
    """Measure every size; BuildProblem if a step of the project failed."""
    rivals = None if skip_rivals else rivals_python()
    folder.mkdir(parents=True, exist_ok=True)
    console = make_console()
    sizes = []
    for size in events:
        company = folder / f"events-{size}"
        with work_folder(folder, "bench", "measuring") as work:
            bench = Bench(size, company, work, console, memory)
            run_steps(bench, rivals)
        add_rates(bench.steps)
        sizes.append({"events": size, "steps": bench.steps})
        console.print(steps_table(**sizes[-1]))
    growth = fit_growth(sizes)
    if growth:
        console.print(growth_table(growth))
    if report:
        facts = circumstances(rivals) | {"sizes": sizes, "growth": growth}
        with whole_file(report, "name another file with --json FILE.") as beside:
            beside.write_text(json.dumps(facts, indent=1) + "\n")
    failed = [
        row["step"] for size in sizes for row in size["steps"] if is_ours_failed(row)
    ]
    if failed:
        raise BuildProblem(f"Failed: {', '.join(failed)}.")


def run_steps(bench: Bench, rivals: Path | None) -> None:
    """Everything that is measured, in an order in which each finds its input."""
    was_there = bench.company.exists()
    generate = [LEADS, "generate", "--events", str(bench.events)]
    row = bench.step("generate", [sys.executable, *generate, "--out", bench.company])
    row["rows"] = 0 if was_there else bench.events
    row["note"] = row["note"] or ("was there already" if was_there else "")
    if row["note"].startswith("failed"):
        return
    last_day = max((bench.company / "events").glob("*.parquet")).name
    link_days(bench.company, bench.raw, lambda name: name != last_day)

    floor = [sys.executable, PROJECT / "bench" / "floor.py", bench.raw]
    runs = [bench.step("floor", floor) for _ in range(FLOOR_RUNS)]
    best = min(runs, key=lambda each: each["seconds"])
    bench.steps = [row for row in bench.steps if row not in runs or row is best]

    seeds, work = PROJECT / "seeds", bench.work
    one_model = edited_seeds(
        work / "one_model",
        "scoring_models.csv",
        {"scoring_model": "campaign"},
        {"is_active": "no"},
    )
    bench.build("full build, first_version", one_model, work / "one_model.duckdb")
    (work / "one_model.duckdb").unlink(missing_ok=True)
    bench.build("full build, both models", seeds, bench.database)
    link_days(bench.company, bench.raw, lambda name: name == last_day)
    bench.build("next day", seeds, bench.database)
    bench.build("nothing new", seeds, bench.database)
    for name in RIVALS if rivals else ():
        run_rival(bench, rivals, name)
    for table in EXPORTED_WHOLE:
        export_whole(bench.raw / table, work)
    bench.build("contacts and deals exported whole", seeds, bench.database)
    edited = edited_seeds(work / "edited", "point_grid.csv", EDITED_RULE, EDITED_CELLS)
    bench.build("one edited cell", edited, bench.database)


def run_rival(bench: Bench, python: Path, name: str) -> None:
    """Score with another program and hold it against the published scores."""
    scores = bench.work / f"{name}.parquet"
    if name == "dbt":
        command = plain_dbt(bench.work / "with_dbt", bench.raw, scores)
    else:
        command = [python, PROJECT / "bench" / f"with_{name}.py", bench.raw, scores]
    most_bytes = int(bench.memory * GIGABYTE)
    row = bench.step(f"{name}, scores only", command, most_bytes=most_bytes)
    if row["note"]:
        return
    compare = [sys.executable, PROJECT / "bench" / "compare.py", bench.database]
    done = subprocess.run(
        [*map(str, compare), str(scores)], capture_output=True, text=True
    )
    words = done.stderr if done.returncode > 1 else done.stdout
    row["note"] = "failed: " + words[-300:] if done.returncode else "same scores"


def plain_dbt(folder: Path, raw: Path, scores: Path) -> list[str | Path]:
    """The command that builds a dbt project of ten models, with our seeds."""
    shutil.copytree(PROJECT / "bench" / "with_dbt", folder)
    (folder / "seeds").mkdir()
    for seed in (PROJECT / "seeds").glob("*.csv"):
        shutil.copy(seed, folder / "seeds")
    told = json.dumps({"raw": str(raw), "scores": str(scores)})
    places = [f"--{name}={folder}" for name in ("project-dir", "profiles-dir")]
    command = [sys.executable, "-m", "dbt.cli.main", "build", *places]
    return [*command, f"--target-path={folder / 'target'}", f"--vars={told}"]


def export_whole(folder: Path, work: Path) -> None:
    """One file instead of one a day, in which some rows say something else.

    Contacts of one id in a hundred get another sector, deals another amount.
    """
    changes = {
        "contacts": "case when {} then 'retail' else sector end as sector",
        "deals": "case when {} then amount + 1 else amount end as amount",
    }
    of_one_in_a_hundred = "md5_number_lower(contact_id) % 100 = 0"
    change = changes[folder.name].format(of_one_in_a_hundred)
    whole = work / f"{folder.name}.parquet"
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(folder / "*.parquet"))
        rows.project(f"* replace ({change})").write_parquet(str(whole))
    shutil.rmtree(folder)
    folder.mkdir()
    whole.rename(folder / whole.name)


def link_days(company: Path, raw: Path, is_wanted: Callable[[str], bool]) -> None:
    """Put files of the company into the raw folder without copying them."""
    for name in TABLES:
        (raw / name).mkdir(parents=True, exist_ok=True)
        for path in (company / name).glob("*.parquet"):
            if is_wanted(path.name):
                try:
                    os.link(path, raw / name / path.name)
                except OSError:  # another disk, or one without links
                    shutil.copy(path, raw / name / path.name)


def edited_seeds(
    folder: Path, file: str, where: dict[str, str], cells: dict[str, str]
) -> Path:
    """The shipped seeds, with cells of one row changed."""
    shutil.copytree(PROJECT / "seeds", folder)
    header, *rows = [row for _, row in read_rows(folder / file)]
    named = [dict(zip(header, row, strict=True)) for row in rows]
    for row in named:
        if where.items() <= row.items():
            row.update(cells)
    write_seed(folder / file, [header, *(list(row.values()) for row in named)])
    return folder


def rivals_python() -> Path:
    """The Python of the programs we are compared with, made on first use."""
    environment = environment_folder(LOCK)
    ensure_environment(environment, LOCK)
    return python_of(environment)


def count_rows(raw: Path) -> int:
    """Events there to be scored; Parquet knows without reading them."""
    files = str(raw / "events" / "*.parquet")
    if not any((raw / "events").glob("*.parquet")):
        return 0
    with duckdb.connect() as connection:
        return connection.read_parquet(files).count("*").fetchone()[0]


def is_ours_failed(row: dict) -> bool:
    return row["note"].startswith("failed") and not row["step"].startswith(RIVALS)
