"""The export holds every row, runs nothing, and appears whole or not at all."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from leads import cli, export
from leads.export_csv import csv_cell, runs_as_formula, write_csv
from leads.export_xlsx import LONGEST_CELL, LeadsWorkbook

LONG = "é" * 20_000 + "🌿" * 20_000
RUN = [
    "=SUM(A1:A9)",
    "+1",
    "-5",
    "-1+1|cmd",
    "@x",
    "\tx",
    "\rx",
    "\nx",
    "  =1",
    "\u00a0=1",
    "\ufeff=1",
    "\x00=1",
    "\u200b+1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "\u22121",
]
TEXTS = [
    *RUN,
    "'",
    "'=1",
    'Jean "Jeannot"',
    "one\ntwo",
    "a,b;c",
    "Zoé 🌿",
    "1,5",
    "007",
    "1e5",
    "https://example.com",
    "mailto:a@b.example",
    "a=b",
    "\x01\x0b\x1f",
    "_x0041_",
    "\ufffe",
    "<r><t>bold</t></r>",
    "<r></is></c><c><f>1+1</f></c></r>",
    "{=1}",
    "",
]
VALUES = {
    "is_urgent": True,
    "points": -1234567,
    "amount": Decimal("-1234567.50"),
    "share": Decimal("0.2500"),
    "exact": Decimal("9007199254740993.01"),
    "ratio": 0.5,
    "opened_on": date(2026, 2, 28),
    "born_on": date(1850, 3, 1),
    "urgent_since": datetime(2026, 11, 15, 23, 59, 59),
    "nothing": None,
}
AS_CSV = {
    "is_urgent": "TRUE",
    "points": "-1234567",
    "amount": "-1234567.50",
    "share": "0.2500",
    "exact": "9007199254740993.01",
    "ratio": "0.5",
    "opened_on": "2026-02-28",
    "born_on": "1850-03-01",
    "urgent_since": "2026-11-15 23:59:59",
    "nothing": "",
}
# What Excel could not hold as it is, is text there.
AS_SHEET = {
    **VALUES,
    "exact": "9007199254740993.01",
    "opened_on": datetime(2026, 2, 28),
    "born_on": "1850-03-01",
}
TABLES = """
    create schema marts;
    create schema reports;
    create schema staging;
    create table staging.stg_contacts as select 1 as contact_id;
    create table marts.score_ledger as select 'c1' as contact_id, -5 as points;
    create table marts.mqls as
        select 'c' || (7 - number) as contact_id, number as total_points
        from range(7) as numbers (number);
    create table reports.rpt_texts (number integer, words varchar);
    create table reports.rpt_values (
        is_urgent boolean, points bigint, amount decimal(18, 2), share decimal(5, 4),
        exact decimal(18, 2), ratio double, opened_on date, born_on date,
        urgent_since timestamp, nothing varchar
    );
    create view reports.rpt_empty as select * from marts.mqls where false;
"""
Export = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys) -> Export:
    """Export an invented file, whose folder is tmp_path; what it said comes back."""
    database = tmp_path / "leads.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(TABLES)
        connection.executemany(
            "insert into reports.rpt_texts values (?, ?)",
            list(enumerate([*TEXTS, LONG])),
        )
        row = list(VALUES.values())
        marks = ", ".join("?" * len(row))
        connection.execute(f"insert into reports.rpt_values values ({marks})", row)

    def export_it(*arguments: str) -> tuple[int, str]:
        code = cli.main(["export", *arguments, "--db", str(database)])
        printed = capsys.readouterr()
        return code, printed.out if code == 0 else printed.err

    return export_it


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def sheet_rows(path: Path, name: str) -> list[tuple]:
    rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [tuple(map(unescaped, row)) for row in rows]


def unescaped(value):
    """Control characters, which openpyxl leaves as the file spells them."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_reports_and_the_marts_people_work_with_are_exported(run, tmp_path):
    code, printed = run()
    assert code == 0
    assert names_in(tmp_path / "exports") == {
        "leads.xlsx",
        "mqls.csv",
        "rpt_empty.csv",
        "rpt_texts.csv",
        "rpt_values.csv",
    }
    book = load_workbook(tmp_path / "exports" / "leads.xlsx")
    assert book.sheetnames == ["mqls", "rpt_empty", "rpt_texts", "rpt_values"]
    shown = {
        line.split()[0]: line.split()[1:]
        for line in printed.splitlines()
        if line.strip()
    }
    assert shown["mqls"] == ["7", "mqls.csv,", "leads.xlsx"]
    assert shown["rpt_empty"][0] == "0"
    assert str(tmp_path / "exports") in printed


def test_a_long_table_is_exported_when_it_is_asked_for(run, tmp_path):
    code, _ = run("--only", "score_ledger", "--only", "rpt_empty", "--format", "csv")
    assert code == 0
    assert names_in(tmp_path / "exports") == {"score_ledger.csv", "rpt_empty.csv"}
    ledger = csv_rows(tmp_path / "exports" / "score_ledger.csv")
    assert ledger == [["contact_id", "points"], ["c1", "-5"]]


@pytest.mark.parametrize("name", ["rpt_valeus", "stg_contacts", "RPT_VALUES"])
def test_an_unknown_table_is_answered_with_the_closest_names(run, tmp_path, name):
    code, said = run("--only", name)
    assert code == 1
    assert f"There is no table {name!r}" in said
    assert "rpt_values" in said
    assert not (tmp_path / "exports").exists()


def test_every_text_of_a_csv_is_whole_and_none_is_run(run, tmp_path):
    run()
    header, *rows = csv_rows(tmp_path / "exports" / "rpt_texts.csv")
    assert header == ["number", "words"]
    expected = [("'" if text in RUN else "") + text for text in [*TEXTS, LONG]]
    assert [row[1] for row in rows] == expected


def test_every_text_of_a_sheet_is_text(run, tmp_path):
    run()
    path = tmp_path / "exports" / "leads.xlsx"
    rows = sheet_rows(path, "rpt_texts")[1:]
    assert [row[1] or "" for row in rows[: len(TEXTS)]] == TEXTS
    for name in zipfile.ZipFile(path).namelist():
        content = zipfile.ZipFile(path).read(name)
        assert b"<f>" not in content
        assert b"hyperlink" not in content


def test_text_that_looks_like_a_formula_stays_text_when_edited(run, tmp_path):
    run()
    sheet = load_workbook(tmp_path / "exports" / "leads.xlsx")["rpt_texts"]
    quoted = [row[1].quotePrefix for row in sheet.iter_rows(min_row=2)]
    assert [bool(mark) for mark in quoted[: len(TEXTS)]] == [
        text in RUN for text in TEXTS
    ]


def test_a_cell_too_long_for_excel_is_cut_in_words_and_whole_in_the_csv(run, tmp_path):
    _, printed = run()
    cut = sheet_rows(tmp_path / "exports" / "leads.xlsx", "rpt_texts")[-1][1]
    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST_CELL - 1, LONGEST_CELL)
    assert cut.endswith("[cut: the CSV has all of it]")
    assert cut.startswith("é" * 20_000 + "🌿")
    assert "rpt_texts: 1 of the texts in words are longer" in printed


def test_numbers_and_days_stay_numbers_and_days(run, tmp_path):
    run()
    header, row = csv_rows(tmp_path / "exports" / "rpt_values.csv")
    assert dict(zip(header, row, strict=True)) == AS_CSV
    header, row = sheet_rows(tmp_path / "exports" / "leads.xlsx", "rpt_values")
    assert dict(zip(header, row, strict=True)) == AS_SHEET


def test_a_day_shows_as_a_day_and_money_with_its_cents(run, tmp_path):
    run()
    sheet = load_workbook(tmp_path / "exports" / "leads.xlsx")["rpt_values"]
    names = [cell.value for cell in sheet[1]]
    forms = dict(zip(names, [cell.number_format for cell in sheet[2]], strict=True))
    assert forms["opened_on"] == "yyyy-mm-dd"
    assert forms["urgent_since"] == "yyyy-mm-dd hh:mm:ss"
    assert forms["amount"] == "0.00"
    assert forms["share"] == "0.0000"
    assert forms["points"] == "0"


def test_a_sheet_has_a_bold_frozen_header_filters_and_wide_columns(run, tmp_path):
    run()
    sheet = load_workbook(tmp_path / "exports" / "leads.xlsx")["mqls"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B8"
    assert sheet.column_dimensions["A"].width < 20
    texts = load_workbook(tmp_path / "exports" / "leads.xlsx")["rpt_texts"]
    assert 60 < texts.column_dimensions["B"].width < 70


def test_the_csv_begins_with_the_mark_that_excel_needs(run, tmp_path):
    run()
    content = (tmp_path / "exports" / "mqls.csv").read_bytes()
    assert content.startswith(
        b'\xef\xbb\xbf"contact_id","total_points"\r\n"c1","6"\r\n'
    )


def test_the_same_tables_give_the_same_bytes(run, tmp_path):
    for folder in ("one", "two"):
        run("--out", str(tmp_path / folder))
    for name in names_in(tmp_path / "one"):
        one, two = (tmp_path / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), name
    book = load_workbook(tmp_path / "one" / "leads.xlsx")
    assert book.properties.created == datetime(2000, 1, 1)


def test_rows_come_in_the_order_of_their_columns(run, tmp_path):
    run()
    rows = csv_rows(tmp_path / "exports" / "mqls.csv")[1:]
    assert rows == [[f"c{7 - number}", str(number)] for number in range(6, -1, -1)]


def test_a_table_with_too_many_rows_is_left_to_the_csv(run, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "LARGEST_SHEET", 7)
    _, printed = run()
    book = load_workbook(tmp_path / "exports" / "leads.xlsx")
    assert "mqls" not in book.sheetnames
    assert "rpt_values" in book.sheetnames
    assert "mqls has 7 rows, and a sheet of Excel holds 6" in printed
    assert len(csv_rows(tmp_path / "exports" / "mqls.csv")) == 8
    monkeypatch.setattr(export, "LARGEST_SHEET", 8)
    run()
    assert "mqls" in load_workbook(tmp_path / "exports" / "leads.xlsx").sheetnames


def test_a_long_table_name_gets_a_sheet_of_its_own(tmp_path):
    name = "rpt_a_question_somebody_asks_every"
    book = LeadsWorkbook(tmp_path / "book.xlsx")
    notes = [
        note
        for table in (f"{name}_week", f"{name.upper()}_WEEK", f"{name}_day")
        for note in book.add(table, ["a"], [(1,)])
    ]
    book.close()
    sheets = load_workbook(tmp_path / "book.xlsx").sheetnames
    assert len(sheets) == len(notes) == 3
    assert all(sheet in note for sheet, note in zip(sheets, notes, strict=True))


def test_other_files_in_the_folder_are_left(run, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    run("--only", "mqls", "--format", "csv")
    with (folder / "mqls.csv").open("a") as earlier:
        earlier.write("a row of last week\n")
    run("--only", "mqls", "--format", "csv")
    assert names_in(folder) == {"notes.txt", "mqls.csv"}
    assert (folder / "notes.txt").read_text() == "mine"
    assert len(csv_rows(folder / "mqls.csv")) == 8


def test_what_stops_an_export_leaves_the_old_files(run, tmp_path, monkeypatch):
    run()
    folder = tmp_path / "exports"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with duckdb.connect(str(tmp_path / "leads.duckdb")) as connection:
        connection.execute("insert into marts.mqls values ('c9', 9)")

    def fail(book):
        book.workbook.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(LeadsWorkbook, "close", fail)
    code, _ = run()
    assert code == 130
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_another_program_holds_is_named(run, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    code, said = run("--only", "mqls")
    assert code == 1
    assert "mqls.csv cannot be written (Permission denied): close it" in said


@pytest.mark.parametrize("place", ["a_file", "a_file/below", "exports"])
def test_a_place_that_cannot_be_written_is_refused(run, tmp_path, place):
    (tmp_path / "a_file").write_text("not a folder")
    (tmp_path / "exports" / "mqls.csv").mkdir(parents=True)
    code, said = run("--out", str(tmp_path / place))
    assert code == 1
    assert "cannot be written" in said
    assert "choose another folder with --out" in said
    assert (tmp_path / "a_file").read_text() == "not a folder"


def test_a_file_that_no_build_made_is_not_exported(tmp_path, capsys):
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    assert cli.main(["export", "--db", str(tmp_path / "other.duckdb")]) == 1
    assert "build first" in capsys.readouterr().err
    assert not (tmp_path / "exports").exists()


# Python 3.10 cannot read the zero character back from a CSV.
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
SIGNS = st.text("=+-@\uff1d\t\r\n '\"\u00a0\ufeffa,;", max_size=6)


RUN_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


@given(st.one_of(ANY_TEXT, SIGNS))
@example("=1")
@example("a;=1")
def test_any_text_comes_back_from_a_csv_but_for_what_keeps_it_from_running(text):
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([csv_cell(text), ""])
    ((cell, nothing),) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert cell.replace("'", "") == text.replace("'", "")
    assert not cell.strip().startswith(RUN_SIGNS)
    assert not cell.startswith(("\t", "\r", "\n"))
    assert nothing == ""
    if not any(sign in text for sign in RUN_SIGNS) and not runs_as_formula(text):
        assert cell == text


@given(st.lists(st.one_of(ANY_TEXT, SIGNS), min_size=1, max_size=3))
@example(["a", 'b";=1'])
@example(["a", 'b;"=1'])
@example(["a", "b|\u200b@SUM(A1)"])
@example(["a", "b\n=1"])
def test_nothing_begins_like_a_formula_whatever_sign_a_spreadsheet_splits_at(texts):
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(map(csv_cell, texts))
    for sign in ",;\t|":
        for row in csv.reader(
            io.StringIO(written.getvalue(), newline=None), delimiter=sign
        ):
            for cell in row:
                assert not cell.strip().startswith(RUN_SIGNS), (sign, row)


def test_every_cell_of_a_csv_is_quoted(tmp_path):
    write_csv(tmp_path / "a.csv", ["a", "b"], [(1, None), ("x", date(2026, 1, 1))])
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == [
        '"a","b"',
        '"1",""',
        '"x","2026-01-01"',
    ]


@settings(max_examples=30)
@given(st.lists(st.one_of(st.text(), SIGNS), min_size=1))
def test_any_text_comes_back_from_a_sheet_as_text(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    book = LeadsWorkbook(path)
    book.add("texts", ["words"], [(text,) for text in texts])
    book.close()
    rows = load_workbook(path)["texts"].iter_rows(min_row=2)
    for text, (cell,) in zip(texts, rows, strict=True):
        assert unescaped(cell.value or "") == text
        assert cell.data_type != "f"


@given(st.lists(st.tuples(st.integers(), st.dates(), st.booleans())))
def test_numbers_and_days_of_a_csv_never_get_an_apostrophe(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "some.csv"
    write_csv(path, ["number", "day", "is_true"], rows)
    for row, cells in zip(rows, csv_rows(path)[1:], strict=True):
        assert cells == [str(row[0]), row[1].isoformat(), str(row[2]).upper()]


def test_the_export_of_the_sample_has_every_row(sample, tmp_path):
    database, folder = str(sample[0]), tmp_path / "exports"
    assert cli.main(["export", "--db", database, "--out", str(folder)]) == 0
    book = load_workbook(folder / "leads.xlsx", read_only=True)
    with duckdb.connect(database, read_only=True) as connection:
        reports = connection.execute(
            "select 'reports.' || table_name from information_schema.tables "
            "where table_schema = 'reports'"
        ).fetchall()
        for table in ["marts.mqls", "marts.lead_scores", *(row[0] for row in reports)]:
            (count,) = connection.execute(f"select count(*) from {table}").fetchone()
            name = table.split(".")[1]
            assert len(csv_rows(folder / f"{name}.csv")) == count + 1
            assert sum(1 for _ in book[name].iter_rows()) == count + 1
