"""The seed folder dbt gets, whatever folder the user names."""

import csv
import os
from pathlib import Path

import pytest

from leads.problems import InputProblem
from leads.seed_folder import assemble_seeds

SEEDS = {
    "labels.csv": "label,at_least,why\nhot,10,ours\n",
    "point_grid.csv": "behaviour,from_1,from_2,why\nvisit,5,,ours\n",
    "exclusions.csv": "field,below,why\nage,18,ours\n",
}
# A seed may lack the column `below`.
TWIN = """
seeds:
    - name: any
      columns:
          - {name: why}
          - {name: below, config: {meta: {optional: true}}}
"""


@pytest.fixture
def project_seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in SEEDS.items():
        (folder / name).write_text(text)
        (folder / name).with_suffix(".yml").write_text(TWIN)
    return folder


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    for name, text in SEEDS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def assemble(tmp_path: Path, project_seeds: Path, given: Path):
    def run() -> tuple[Path, list[str]]:
        into = tmp_path / "assembled"
        return into, assemble_seeds(given, project_seeds, into)

    return run


def rows_of(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_complete_folder_is_copied_with_its_yaml_twins(assemble):
    folder, notes = assemble()
    assert notes == []
    assert sorted(path.name for path in folder.iterdir()) == [
        "exclusions.csv",
        "exclusions.yml",
        "labels.csv",
        "labels.yml",
        "point_grid.csv",
        "point_grid.yml",
    ]
    assert rows_of(folder / "labels.csv")[1] == ["hot", "10", "ours"]


def test_a_missing_seed_is_read_as_empty_and_said_so(assemble, given):
    (given / "labels.csv").unlink()
    folder, notes = assemble()
    assert notes == [f"no labels.csv in {given}: read as empty"]
    assert rows_of(folder / "labels.csv") == [["label", "at_least", "why"]]


def test_a_tier_column_may_be_added_or_left_out(assemble, given):
    (given / "point_grid.csv").write_text("behaviour,from_3,why\nvisit,5,ours\n")
    folder, _ = assemble()
    assert rows_of(folder / "point_grid.csv")[0] == ["behaviour", "from_3", "why"]


def test_an_optional_column_that_is_left_out_is_empty(assemble, given):
    (given / "exclusions.csv").write_text("field,why\nage,ours\n")
    folder, _ = assemble()
    assert rows_of(folder / "exclusions.csv") == [
        ["field", "why", "below"],
        ["age", "ours", ""],
    ]


def test_excel_habits_do_not_matter(assemble, given):
    text = '\ufefflabel , at_least,why\r\nhot,10,"a ""b"",\r\nc"\r\n,,\r\n\r\n'
    (given / "labels.csv").write_bytes(text.encode())
    folder, _ = assemble()
    assert rows_of(folder / "labels.csv") == [
        ["label", "at_least", "why"],
        ["hot", "10", 'a "b",\r\nc'],
    ]


def test_columns_without_a_name_at_the_end_are_left_out(assemble, given):
    (given / "labels.csv").write_text("label,at_least,why,,\nhot,10,ours,,\n,,,,\n")
    folder, _ = assemble()
    assert rows_of(folder / "labels.csv") == [
        ["label", "at_least", "why"],
        ["hot", "10", "ours"],
    ]


def test_a_workbook_beside_a_seed_is_named(assemble, given):
    (given / "labels.xlsx").touch()
    _, notes = assemble()
    assert notes == ["labels.xlsx beside the seeds is not read: save it as CSV UTF-8"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"label;at_least;why\nhot;1;x\n", "is not comma-separated"),
        (b"label,why\nhot,x\n", "has no column 'at_least'"),
        (b"label,at_least,why,colour\n", "has an unknown column 'colour'"),
        (b"label,at_least,why,from_3\n", "has an unknown column 'from_3'"),
        (b"label,label,at_least,why\n", "has two columns 'label'"),
        (b"\n\n", "is empty"),
        (b"label,,at_least,why\n", "has no name for column 2"),
        (
            b"label,at_least,why,,\nhot,1,x,,y\n",
            "line 2 has a cell in a column without",
        ),
        (b"label,at_least,why\n\nhot,1,x\n", "line 2 is blank: delete it"),
        (b"label,at_least,why\nhot,1\n", "line 2 has 2 cells, the header has 3"),
        (b'label,at_least,why\nhot,1,"a\nb"\ncold,1,a,b\n', "line 4 has 4 cells"),
        (b"label,at_least,why\nhot,1,\xe9t\xe9\n", "line 2 is not UTF-8"),
        (b"label,at_least,why\nhot,1,\0\n", "line 2 holds a NUL byte"),
        (b'label,at_least,why\nhot,1,"open\n', "line 2 cannot be read"),
        (b'label,at_least,why\nhot,1,"mid"dle\n', "line 2 cannot be read"),
        (b"label,at_least,why\nhot,1,\xe9t\xe9\n", "looks like Windows-1252 (Latin-1)"),
        ("label,at_least,why\nhot,1,x\n".encode("utf-16"), "looks like UTF-16"),
    ],
)
def test_a_seed_that_is_no_such_csv_is_refused_by_name(assemble, given, content, words):
    (given / "labels.csv").write_bytes(content)
    with pytest.raises(InputProblem) as problem:
        assemble()
    assert "labels.csv" in problem.value.message
    assert words in problem.value.message


def test_an_unknown_csv_is_refused_with_the_closest_name(assemble, given):
    (given / "label.csv").write_text("label,at_least,why\n")
    with pytest.raises(InputProblem, match=r"Did you mean labels\.csv"):
        assemble()


def test_a_folder_without_any_seed_is_refused(assemble, given):
    for path in given.iterdir():
        path.unlink()
    with pytest.raises(InputProblem, match="holds no seed file"):
        assemble()


def test_a_missing_folder_is_refused(tmp_path, project_seeds):
    with pytest.raises(InputProblem, match="There is no seed folder"):
        assemble_seeds(tmp_path / "nowhere", project_seeds, tmp_path / "into")


def test_a_seed_that_is_no_file_is_named_and_not_waited_for(given, assemble):
    path = given / "labels.csv"
    path.unlink()
    for make, why in (
        (os.mkfifo, "is no plain file"),
        (Path.mkdir, "is no plain file"),
        (lambda path: path.symlink_to("nowhere"), "leads to a file that is not there"),
    ):
        make(path)
        with pytest.raises(InputProblem, match=f"labels.csv {why}"):
            assemble()
        path.rmdir() if path.is_dir() else path.unlink()
