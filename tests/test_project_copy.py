"""What dbt parsed is used again for the same code, and for no other."""

import shutil
from pathlib import Path

import pytest

from leads.project_copy import MOST_KEPT, PARSED, copy_project, parsed_before

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project whose only change is still to come."""
    copy_project(PROJECT, PROJECT / "seeds", tmp_path / "copy")
    return tmp_path / "copy"


def parse(copy: Path, keep: Path, result: str, **settings: str) -> str | None:
    """Parse in a fresh folder, as dbt does; what it was lent, if anything."""
    shutil.rmtree(copy / "target", ignore_errors=True)
    with parsed_before(copy, keep, settings):
        lent = (copy / PARSED).read_text() if (copy / PARSED).exists() else None
        (copy / PARSED).write_text(result)
    return lent


def test_the_copy_holds_what_dbt_reads_and_the_seeds_it_is_given(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "labels.csv").write_text("label\n")
    copy_project(PROJECT, tmp_path / "mine", tmp_path / "copy")
    assert [file.name for file in (tmp_path / "copy" / "seeds").iterdir()] == [
        "labels.csv"
    ]
    for folder in ("models", "macros"):
        there = {file.relative_to(PROJECT) for file in (PROJECT / folder).rglob("*.*")}
        copied = (tmp_path / "copy" / folder).rglob("*.*")
        assert there == {file.relative_to(tmp_path / "copy") for file in copied}


def test_the_second_run_of_the_same_code_is_lent_what_the_first_parsed(copy, tmp_path):
    assert parse(copy, tmp_path / "keep", "first") is None
    assert parse(copy, tmp_path / "keep", "second") == "first"


def test_what_was_parsed_again_is_lent_from_then_on(copy, tmp_path):
    parse(copy, tmp_path / "keep", "first")
    parse(copy, tmp_path / "keep", "again")
    assert parse(copy, tmp_path / "keep", "third") == "again"


@pytest.mark.parametrize(
    "file", ["models/marts/mqls.sql", "models/marts/mqls.yml", "macros/ref.sql"]
)
def test_nothing_is_lent_after_an_edit(copy, tmp_path, file):
    parse(copy, tmp_path / "keep", "first")
    with (copy / file).open("a") as appending:
        appending.write("\n")
    assert parse(copy, tmp_path / "keep", "second") is None


def test_nothing_is_lent_to_a_run_that_parses_with_other_settings(copy, tmp_path):
    parse(copy, tmp_path / "keep", "first")
    lent = parse(copy, tmp_path / "keep", "second", LEADS_ONLY_NEWS="yes")
    assert lent is None


def test_edited_rows_of_a_seed_are_no_other_code(copy, tmp_path):
    parse(copy, tmp_path / "keep", "first")
    (copy / "seeds" / "labels.csv").write_text("label\n")
    assert parse(copy, tmp_path / "keep", "second") == "first"


def test_only_the_last_few_are_kept(copy, tmp_path):
    for number in range(MOST_KEPT + 2):
        parse(copy, tmp_path / "keep", "parsed", LEADS_MEMORY=f"{number}GB")
    assert len(list((tmp_path / "keep").iterdir())) == MOST_KEPT
