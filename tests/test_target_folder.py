"""dbt parses once for each way of calling it, and no two runs meet in a folder."""

import shutil
import subprocess
import sys

import duckdb
import pytest
from compiled_project import PROJECT

from leads import dbt_run
from leads.target_folder import MOST_KEPT, target_folder

pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
HOLD = """
import sys; from pathlib import Path; from leads.target_folder import target_folder
with target_folder(Path(sys.argv[1]), ["a"]) as folder:
    print(folder.name, flush=True); input()
"""


def test_the_same_mode_has_the_same_folder_and_another_one_another(tmp_path):
    def name(*mode: str) -> str:
        with target_folder(tmp_path, mode) as folder:
            return folder.name

    assert name("a") == name("a")
    assert len({name("a"), name("b"), name("a", "b"), name("ab")}) == 4


def test_two_runs_at_once_have_a_folder_each_and_a_dead_one_leaves_its_own(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=PROJECT / "scripts", **pipes) as other:
        taken = other.stdout.readline().strip()
        with target_folder(tmp_path, ["a"]) as folder:
            assert folder.name != taken
        other.kill()
    with target_folder(tmp_path, ["a"]) as folder:
        assert folder.name == taken


def test_only_the_last_few_are_kept_and_never_one_in_use_removed(tmp_path):
    with target_folder(tmp_path, ["in use"]) as in_use:
        for number in range(MOST_KEPT + 2):
            with target_folder(tmp_path, [str(number)]) as last:
                pass
        assert in_use.is_dir()
        assert last.is_dir()
        assert len(list(tmp_path.iterdir())) <= MOST_KEPT + 1


def test_dbt_does_not_parse_all_again_for_another_database_or_other_rows_of_a_seed(
    sample, tmp_path, monkeypatch
):
    """Nor for the same files after a build of the command itself."""
    raw = {"raw": str(PROJECT / "data" / "sample"), "as_of": ""}
    seeds, heard, hear = tmp_path / "seeds", [], dbt_run.Progression.hear
    shutil.copytree(PROJECT / "seeds", seeds)

    def hear_all(self, event) -> None:
        heard.append(event.info.name)
        hear(self, event)

    def load(name: str) -> int:
        heard.clear()
        (tmp_path / name).mkdir()
        database = tmp_path / name / "leads.duckdb"
        only = dbt_run.Selection(["labels"])
        dbt_run.run_dbt_build(seeds, database, raw, only)
        with duckdb.connect(str(database)) as connection:
            return connection.table("seeds.labels").count("*").fetchone()[0]

    monkeypatch.setattr(dbt_run.Progression, "hear", hear_all)
    rows = load("first")
    labels = seeds / "labels.csv"
    labels.write_text("\n".join(labels.read_text().splitlines()[:-1]) + "\n")
    assert load("second") == rows - 1
    assert "UnableToPartialParse" not in heard
    assert "PartialParsingFile" in heard or "PartialParsingEnabled" in heard
