"""A preview says what it found: in the terminal, on one page, and as CSVs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import (
    TOO_FAINT,
    check_headings_and_tables_are_real,
    check_quiet_and_never_too_wide,
    with_browser,
)

from leads.page.charts import draw
from leads.preview.edits import Edit
from leads.preview.models import cause_in_words
from leads.preview.page import page_of
from leads.preview.previewing import QUESTIONS, Preview
from leads.preview.terminal import print_preview
from leads.preview.words import WORDS, reach_in_words
from leads.preview.written import COLUMNS, write_preview
from leads.problems import InputProblem

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://x")'
JUDGED = [
    (date(2026, 8, 17), side, "deal_won", 90, 1929, 312) for side in ("before", "after")
]
INTERVAL = Decimal("0.6036"), Decimal("0.6797")
LIST = Decimal("0.555556"), Decimal("0.016026"), Decimal("1.6542")
NO_LIST = None, Decimal("0"), None
RULE = ("grid", "behaviour", "pricing_page_visit")


def rows_of(columns: str, *rows: tuple) -> list[dict]:
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


def edit(seed: str, column: str, before: str | None, after: str | None, **row) -> Edit:
    return Edit(seed, row, column, before, after)


def full() -> Preview:
    """Two models: many enter the first one's list, one leaves the other's."""
    entering = [
        ("grid", "enters", f"c{1000 + place}", "warm", "hot", 900 + place, 1004, "r")
        for place in range(53)
    ]
    answers = {
        "mql_counts": rows_of(
            "scoring_model mqls_before mqls_after",
            ("grid", 1245, 1299),
            ("table", 12, 11),
        ),
        "mql_changes": rows_of(
            "scoring_model change contact_id label_before label_after points_before "
            "points_after reasons",
            ("grid", "enters", SCRIPT, "warm", "hot", 997, 1000, FORMULA),
            *entering,
            ("table", "leaves", FORMULA, "hot", "hot", 41, 41, None),
        ),
        "ledger_changes": rows_of(
            "contact_id scoring_model component rule effective_on reason "
            "points_before points_after",
            (SCRIPT, *RULE, date(2026, 11, 14), "earned", 5, 8),
            (SCRIPT, *RULE, date(2026, 9, 27), "faded", -1, -2),
            ("c1000", "grid", "fit", "bound", date(2026, 9, 1), "earned", 0, -3),
        ),
        "label_moves": rows_of(
            "scoring_model label_before rank_before label_after rank_after contacts",
            ("grid", "hot", 3, "hot", 3, 4321),
            ("grid", "warm", 2, "hot", 3, 54),
            ("grid", "warm", 2, "cold", 1, 7),
            ("grid", "cold", 1, "cold", 1, 60),
            ("grid", None, None, SCRIPT, 0, 2),
            ("table", "hot", 3, "hot", 3, 77),
        ),
        "score_distribution": rows_of(
            "scoring_model points_from points_below contacts_before contacts_after",
            ("grid", -500, 0, 12, 10),
            ("grid", 0, 500, 4100, 4000),
            ("grid", 500, 1000, 0, 102),
            ("table", 0, 5, 77, 77),
        ),
        "sales_load": rows_of(
            "month audience label leads_owed follow_ups_per_month leads_before "
            "leads_after is_too_many",
            ("2026-10", "b2b", "hot", 10, 25, 24, 26, True),
            ("2026-10", "b2b", "warm", 10, 25, 31, 25, False),
            ("2026-10", SCRIPT, "hot", 10, None, 3, 4000, False),
        ),
        "proof": rows_of(
            "scoring_model cut_on side outcome horizon_days judged converted auc "
            "auc_low auc_high ready precision recall lift",
            ("grid", *JUDGED[0], Decimal("0.6417"), *INTERVAL, 9, *LIST),
            ("grid", *JUDGED[1], Decimal("0.6514"), None, None, 0, *NO_LIST),
        ),
        "warnings": rows_of(
            "file_name row_number cell problem",
            ("point_grid.csv", 7, "max", f"is never reached: {SCRIPT}"),
        ),
    }
    edits = [
        edit("point_grid", "from_1", "5", "8", scoring_model="grid", behaviour=SCRIPT),
        edit("labels", "at_least", "", FORMULA, scoring_model="grid", label="hot"),
        edit("exclusions", "", "reason staff, field e-mail", None, reason="staff"),
    ]
    return Preview(edits, ["grid", "table"], answers, 41.76)


def quiet() -> Preview:
    """One model, scored again, in which nothing moves and nothing is known."""
    answers = {question: [] for question in QUESTIONS}
    answers["mql_counts"] = [
        {"scoring_model": "grid", "mqls_before": 45, "mqls_after": 45}
    ]
    answers["label_moves"] = full().answers["label_moves"][:1]
    made = [edit("point_grid", "max", "8", "9", scoring_model="grid", behaviour="b")]
    return Preview(made, ["grid"], answers, 3.2)


def of_reports() -> Preview:
    """An edit that no score depends on."""
    answers = {question: [] for question in QUESTIONS}
    made = [edit("working_hours", "until", "17:00", "18:00", weekday="1")]
    return Preview(made, [], answers, 3.2)


class Marks(HTMLParser):
    """The marked cells of a page, and the words of its bars."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.table = self.key = None
        self.cells: dict[tuple, str] = {}
        self.figures: dict[str, str] = {}
        self.bars: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag, attrs):
        given = dict(attrs)
        self.table = given.get("data-table", self.table)
        if "data-key" in given:
            key = json.loads(given["data-key"])
            self.key = tuple(key.values() if isinstance(key, dict) else key)
        if "data-column" in given:
            where = self.table, self.key, given["data-column"]
            assert where not in self.cells
            self.cells[where] = given["data-value"]
        if "data-figure" in given:
            self.figures[given["data-figure"]] = given["data-value"]
        if given.get("aria-roledescription") == "bar" and "aria-label" in given:
            self.bars.append(given["aria-label"].replace("\u2212", "-"))

    def of(self, table: str) -> dict[tuple, str]:
        return {
            where[1:]: each for where, each in self.cells.items() if where[0] == table
        }


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(full())


def text_of(page: str) -> str:
    """What a reader sees, on one line."""
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.S)
    return " ".join(body.split())


KEYS = {
    "mql_changes": "scoring_model contact_id",
    "score_distribution": "scoring_model points_from",
    "sales_load": "month audience label",
    "proof": "scoring_model side",
    "warnings": "file_name row_number cell",
    "label_moves": "scoring_model label_before label_after",
}
SHOWN = {
    "mql_changes": "label_before label_after points_before points_after",
    "score_distribution": "points_below contacts_before contacts_after",
    "sales_load": "leads_owed follow_ups_per_month leads_before leads_after",
    "proof": "auc ready precision recall lift",
    "warnings": "cell problem",
    "label_moves": "contacts",
}


@pytest.mark.parametrize("question", KEYS)
def test_every_number_on_the_page_is_the_one_of_its_answer(page, question):
    shown = Marks(page).of(question)
    assert shown
    rows = {
        tuple(row[name] for name in KEYS[question].split()): row
        for row in full().answers[question]
    }
    cut = {("grid", f"c{place}") for place in range(1049, 1053)}
    assert {key for key, _ in shown} == set(rows) - cut
    for (key, column), value in shown.items():
        if column in SHOWN[question].split():
            held = rows[key][column]
            assert value == ("" if held is None else str(held)), (key, column)
    columns = {column for _, column in shown}
    assert set(SHOWN[question].split()) <= columns


def test_the_lists_are_as_long_as_counted(page):
    assert Marks(page).figures == {
        "grid before": "1245",
        "grid after": "1299",
        "table before": "12",
        "table after": "11",
    }
    assert "before: 1,245; 54 enter, 0 leave" in page
    assert "before: 12; 0 enter, 1 leave" in page


def test_every_band_of_points_has_a_bar_that_says_both_counts(page):
    bars = Marks(page).bars
    assert "-500 \u2013 0 points: 12 contacts before, 10 after" in bars
    assert "500 \u2013 1,000 points: 0 contacts before, 102 after" in bars
    assert len(bars) == 2 * len(full().answers["score_distribution"])  # two widths


def heights(colour: str, drawn: str) -> list[float]:
    bars = rf'd="M[^"]*?v([\d.]+)[^"]*" fill="var\(--{colour}\)"(?! stroke-width="1.5")'
    return [float(height) for height in re.findall(bars, drawn)]


def test_the_bars_are_as_high_as_the_counts_say():
    columns = "points_from points_below contacts_before contacts_after"
    rows = rows_of(columns, (0, 10, 100, 50), (10, 20, 20, 70))
    before, after, change = (
        heights(colour, draw("before_after", rows, 330, WORDS))
        for colour in ("quiet", "first", "second")
    )
    assert before[:2] == [190, pytest.approx(190 / 5)]
    assert after[:2] == [pytest.approx(190 / 2), pytest.approx(190 * 0.7)]
    assert change == [35, 35]  # fifty fewer, fifty more


def test_a_long_table_is_cut_and_says_how_much_is_left_out(page):
    listed = {key for key, _ in Marks(page).of("mql_changes")}
    assert len([key for key in listed if key[0] == "grid"]) == 50
    assert "... and 4 more: in the CSVs" in page


def test_who_keeps_the_label_stands_back_and_who_moves_does_not(page):
    cell = r'<td class="figure (stays|moves)" data-key=[^>]+>\s*<span[^>]+"(\d+)">'
    assert {contacts: kind for kind, contacts in re.findall(cell, page)} == {
        "4321": "stays",
        "54": "moves",
        "7": "moves",
        "60": "stays",
        "2": "moves",
        "77": "stays",
    }
    assert '54</span> <span aria-hidden="true">↑' in page
    assert '7</span> <span aria-hidden="true">↓' in page


def test_the_causes_stand_in_words_by_the_contact_they_moved(page):
    said = text_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "pricing page visit +5 → +8 ( 2026-11-14 )" in said
    assert "pricing page visit faded -1 → -2 ( 2026-09-27 )" in said
    assert "fit bound 0 → -3" in said
    assert said.count("the points are the same: labels, thresholds or exclusions") == 49


def test_more_leads_than_sales_can_follow_up_are_marked_after_the_edit_alone(page):
    marked = [
        key
        for (key, column), value in Marks(page).of("sales_load").items()
        if column == "is_too_many" and value == "true"
    ]
    assert marked == [("2026-10", "b2b", "hot")]


def test_the_proof_says_what_it_rests_on_and_where_there_is_none(page):
    said = text_of(page)
    assert "grid: 1,929 leads scored as of 2026-08-17 and judged by deal won" in said
    for words in ("0.642", "0.604 to 0.680", "55.6 %", "1.6 %", "1.65"):
        assert words in said
    assert "too few for an interval" in said
    assert "No proof for table: outcomes.csv names no outcome for it" in said
    assert "No proof for grid" not in said


def test_names_that_would_be_markup_stay_text(page):
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_asks_for_nothing_and_runs_nothing(page):
    without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", page)
    without_names = without_names.replace("http://x", "")
    asking = r"https?:|url\(|@import|\bsrc=|<link|<script|<img|<iframe"
    assert not re.search(asking, without_names)
    assert "default-src 'none'" in page
    assert not re.search(r'lang="fr"|class="fr', page)


def test_the_same_preview_gives_the_same_bytes(page):
    assert page_of(full()) == page


QUIET = [
    "The edits reach the model grid: all its leads were scored again.",
    "No proof for grid: outcomes.csv names no outcome for it",
    "There is no load to compare: service_levels.csv promises no leads",
    "No new warnings.",
]


def test_where_nothing_moves_the_page_says_so_in_words():
    said = text_of(page_of(quiet()))
    also = ["grid: nobody enters or leaves the list for sales.", "Nobody changes label"]
    also += ["4,321 contacts keep theirs", "The model scores nobody."]
    for words in QUIET + also:
        assert words in said


def test_an_edit_of_no_score_is_told_so(printed):
    said = text_of(page_of(of_reports()))
    assert said.count("No score can change") == 5
    assert "No score can change" in printed(of_reports())


def test_whom_an_edit_reaches_is_one_sentence_for_each_model():
    assert reach_in_words(["a", "b"]) == [
        "The edits reach the model a: all its leads were scored again.",
        "The edits reach the model b: all its leads were scored again.",
    ]
    (said,) = reach_in_words([])
    assert "No score can change" in said


CHANGE = {"change": "enters", "points_before": 3500, "points_after": 3100}
LEDGER = full().answers["ledger_changes"][:2]


@pytest.mark.parametrize(
    ("change", "rows", "said"),
    [
        (CHANGE, LEDGER, "labels, thresholds or exclusions changed, in spite of pric"),
        ({**CHANGE, "change": "leaves"}, LEDGER, "pricing page visit +5 -> +8"),
        ({**CHANGE, "points_before": None}, LEDGER, "pricing page visit +5 -> +8"),
        ({**CHANGE, "exclusion_before": "opted_out"}, [], "no longer opted out"),
        ({**CHANGE, "exclusion_after": "staff"}, LEDGER, "excluded: staff; pricing"),
        (CHANGE, [], "the points are the same"),
    ],
)
def test_points_are_not_blamed_for_what_they_did_not_do(change, rows, said):
    assert cause_in_words(change, rows, 3, " -> ").startswith(said)


# --- in the terminal ----------------------------------------------------------


@pytest.fixture
def printed(capsys) -> Callable[[Preview], str]:
    def run(preview: Preview) -> str:
        print_preview(preview)
        return capsys.readouterr().out

    return run


def test_the_terminal_says_what_moves_and_why(printed):
    said = " ".join(printed(full()).split())
    for words in (
        f"point_grid.csv grid, {SCRIPT} from_1 5 -> 8",
        f"empty -> {FORMULA}",
        "exclusions.csv staff row removed reason staff, field e-mail",
        "The edits reach the model table: all its leads were scored again.",
        "grid: list for sales 1245 -> 1299: 54 enter, 0 leave",
        "table: list for sales 12 -> 11: 0 enter, 1 leave",
        f"{SCRIPT} warm -> hot 997 -> 1000 pricing page visit +5 -> +8 (2026-11-14)",
        "... and 44 more: in the CSVs",
        "41 -> 41 the points are the same",
        "warm -> cold 7",
        f"not scored -> {SCRIPT} 2",
        "grid: 4381 contacts keep their label",
        "table: 77 contacts keep their label, and nobody gets another",
        "2026-10 b2b hot 24 26 10 25 too many",
        "grid before 0.642 0.604 to 0.680 9 55.6 % 1.6 % 1.65",
        "No proof for table",
        "point_grid.csv 7 max is never reached",
        "Nothing in force was touched. 41.8 seconds.",
    ):
        assert words in said, words
    assert said.count("too many") == 1


def test_the_terminal_names_ten_of_those_who_enter(printed):
    said = printed(full())
    assert "c1008" in said
    assert "c1009" not in said


def test_the_terminal_fits_a_pipe(printed):
    tables = [line for line in printed(full()).splitlines() if line.startswith("  ")]
    assert max(map(len, tables)) <= 140


def test_where_nothing_moves_the_terminal_says_so_in_words(printed):
    said = printed(quiet())
    also = ["grid: list for sales 45 -> 45: 0 enter, 0 leave"]
    also += ["4321 contacts keep their label, and nobody gets another"]
    for words in QUIET + also:
        assert words in said


# --- as files -----------------------------------------------------------------


def read_csv(file: Path) -> list[list[str]]:
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


def test_the_csvs_hold_every_row_of_every_answer(tmp_path):
    preview = full()
    write_preview(preview, tmp_path / "new" / "folder")
    files = sorted(tmp_path.rglob("*.csv"))
    assert [file.stem for file in files] == sorted(COLUMNS)
    for file in files:
        header, *rows = read_csv(file)
        assert header == COLUMNS[file.stem].split()
        if file.stem == "edited_cells":
            assert len(rows) == len(preview.edits)
            continue
        for row, held in zip(rows, preview.answers[file.stem], strict=True):
            for name, cell in zip(header, row, strict=True):
                value = held.get(name)
                is_flag = isinstance(value, bool)
                expected = str(value).upper() if is_flag else str(value)
                assert cell.lstrip("'") == ("" if value is None else expected)


def test_no_column_of_an_answer_is_missing_from_its_csv():
    for name, rows in full().answers.items():
        if name != "mql_counts":
            assert set(rows[0]) <= set(COLUMNS[name].split())


def test_what_a_spreadsheet_would_run_is_text(tmp_path):
    write_preview(full(), tmp_path)
    for name in ("edited_cells", "mql_changes"):
        cells = [cell for row in read_csv(tmp_path / f"{name}.csv") for cell in row]
        assert f"'{FORMULA}" in cells
        assert FORMULA not in cells


def test_an_empty_answer_is_a_file_with_a_header(tmp_path):
    write_preview(quiet(), tmp_path)
    assert read_csv(tmp_path / "proof.csv") == [COLUMNS["proof"].split()]
    assert len(list(tmp_path.iterdir())) == len(COLUMNS) + 1


def test_a_second_preview_takes_the_place_of_the_first(tmp_path):
    write_preview(full(), tmp_path)
    write_preview(quiet(), tmp_path)
    assert "c1000" not in (tmp_path / "preview.html").read_text(encoding="utf-8")
    assert read_csv(tmp_path / "warnings.csv") == [COLUMNS["warnings"].split()]


def test_where_one_file_cannot_be_written_none_is(tmp_path):
    (tmp_path / "warnings.csv").mkdir()
    with pytest.raises(InputProblem, match=r"warnings\.csv cannot be written"):
        write_preview(full(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["warnings.csv"]


def test_a_full_disk_leaves_the_former_preview_whole(tmp_path, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    write_preview(quiet(), tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr("leads.preview.written.write_csvs", fails)
    with pytest.raises(InputProblem, match="No space left on device"):
        write_preview(full(), tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(InputProblem, match="taken cannot be written"):
        write_preview(full(), tmp_path / "taken")


# --- in a browser -------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """The pages of three previews."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for preview in (full, quiet, of_reports):
        made[preview.__name__] = folder / f"{preview.__name__}.html"
        made[preview.__name__].write_text(page_of(preview()), encoding="utf-8")
    return made


@with_browser
@pytest.mark.parametrize("name", ["full", "quiet", "of_reports"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_quiet_and_never_scrolls_sideways(show, files, width, mode, name):
    check_quiet_and_never_too_wide(show(files[name], width, mode))


@with_browser
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(show, files, mode):
    assert show(files["full"], mode=mode).evaluate(TOO_FAINT) == []


@with_browser
def test_on_a_phone_every_cell_of_a_card_is_named(show, files):
    shown = show(files["full"], 390)
    content = "each => each.map(one => getComputedStyle(one, '::before').content)"
    names = set(shown.locator(".cards td").evaluate_all(content))
    assert {'"before"', '"after"', '"ledger rows that differ"', '"AUC"'} <= names
    assert names.isdisjoint({"none", '""', '"undefined"'})


@with_browser
def test_headings_and_tables_are_real_ones(show, files):
    check_headings_and_tables_are_real(show(files["full"]), sections=8)
