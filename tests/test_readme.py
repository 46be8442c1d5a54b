"""What the README shows is what the commands print."""

import csv
import shutil
from collections import Counter

import duckdb
from built_sample import leads
from compiled_project import PROJECT


def words(text):
    return [line.rstrip(" ─").split() for line in text.splitlines() if line.strip(" ─")]


def test_the_lead_of_the_readme_is_explained_as_shown(sample):
    database, _ = sample
    block = (PROJECT / "README.md").read_text("utf-8").split("```")[1]
    command, *shown = block.removeprefix("text\n").splitlines()
    printed = leads("explain", command.split()[-1], "--db", str(database)).stdout
    assert words("\n".join(shown)) == words(printed)


def test_a_build_ends_with_the_call_list_and_where_the_results_lie(sample):
    database, printed = sample
    assert "Call first" in printed
    assert "demo or contact request +1000" in " ".join(printed.split())
    assert str(database) in printed


def test_no_row_of_the_sample_is_lost_counted_without_the_database(sample):
    database, _ = sample
    raw = PROJECT / "data" / "sample"
    counted = Counter()
    for path in raw.rglob("*.csv"):
        table = path.stem if path.parent == raw else path.parent.name
        with path.open(newline="", encoding="utf-8") as file:
            counted[table] += sum(1 for _ in csv.reader(file)) - 1
    with duckdb.connect(str(database), read_only=True) as con:
        audited = con.execute(
            "select table_name, sum(row_count)::bigint from marts.raw_row_audit "
            "where outcome not in ('matched', 'unmatched') group by all"
        ).fetchall()
    assert dict(audited) == counted


def test_a_failed_build_leaves_the_last_good_file_as_it_was(sample, tmp_path):
    database, seeds = tmp_path / "leads.duckdb", tmp_path / "seeds"
    shutil.copy(sample[0], database)
    shutil.copytree(PROJECT / "seeds", seeds)
    grid = seeds / "point_grid.csv"
    grid.write_text(grid.read_text("utf-8").replace(",1000,", ",a lot,", 1), "utf-8")
    done = leads("build", "--db", str(database), "--seeds", str(seeds))
    assert done.returncode == 1
    assert "point_grid.csv, row" in done.stdout + done.stderr
    assert database.read_bytes() == sample[0].read_bytes()
