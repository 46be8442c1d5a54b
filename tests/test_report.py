"""The weekly report shows what the tables hold, to whoever it is forwarded."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from report_rows import EMOJI, QUOTES, SCRIPT, publish_empty, publish_rows

from leads import cli
from leads.formats import written
from leads.page.words import WORDS
from leads.problems import InputProblem
from leads.report.weeks import iso_week, monday_of

TEXTS = WORDS.texts


class Marks(HTMLParser):
    """The marked cells of a page: table, key of the row, column, value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.table = self.key = None
        self.cells: list[tuple] = []
        self.figures: dict[str, str] = {}
        self.labels: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag, attrs):
        given = dict(attrs)
        self.table = given.get("data-table", self.table)
        self.key = given.get("data-key", self.key)
        if "data-column" in given:
            where = self.table, self.key
            self.cells.append((*where, given["data-column"], given["data-value"]))
        if "data-figure" in given:
            self.figures[given["data-figure"]] = given["data-value"]
        if given.get("aria-roledescription") == "bar":
            self.labels.append(given["aria-label"])


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    return publish_rows(tmp_path_factory.mktemp("report") / "leads.duckdb")


@pytest.fixture(scope="module")
def page(database) -> str:
    assert cli.main(["report", "--db", str(database)]) == 0
    return (database.parent / "report-2026-W46.html").read_text(encoding="utf-8")


@pytest.fixture
def report(database, tmp_path, capsys):
    def run(*arguments: str, file: Path = database) -> tuple[int, str]:
        out = ["--out", str(tmp_path / "week.html")]
        code = cli.main(["report", "--db", str(file), *out, *arguments])
        printed = capsys.readouterr()
        return code, printed.out if code == 0 else printed.err

    run.file = tmp_path / "week.html"
    return run


def test_every_number_of_a_row_is_the_one_of_its_table(database, page):
    cells = [cell for cell in Marks(page).cells if json.loads(cell[1])]
    assert len({table for table, *_ in cells}) == 11
    with duckdb.connect(str(database), read_only=True) as connection:
        for table, key, column, shown in cells:
            named = json.loads(key)
            where = " and ".join(
                f"cast({name} as text) = '{str(value).replace(chr(39), chr(39) * 2)}'"
                for name, value in named.items()
            ).replace("'True'", "'true'")
            is_sum = table == "reports.rpt_mqls_weekly" and column.endswith("_mqls")
            what = f"sum({column})" if is_sum else f"any_value({column})"
            held = connection.execute(
                f"select coalesce(cast({what} as text), ''), count(*) "
                f"from {table} where {where}"
            ).fetchone()
            assert held[1] >= 1, (table, key)
            assert shown == held[0], (table, key, column)


FIGURES = {
    "first_time": """select sum(first_time_mqls) from reports.rpt_mqls_weekly
        where is_primary and iso_week = '2026-W46'""",
    "first_time_before": """select sum(first_time_mqls) from reports.rpt_mqls_weekly
        where is_primary and iso_week = '2026-W45'""",
    "returning_again": """select sum(returning_mqls) from reports.rpt_mqls_weekly
        where is_primary and iso_week = '2026-W46'""",
    "returning_before": """select sum(returning_mqls) from reports.rpt_mqls_weekly
        where is_primary and iso_week = '2026-W45'""",
    "open_mqls": "select 1234",
    "urgent": "select 3",
    "untouched": "select count(*) from reports.rpt_untouched_mqls",
    "overdue": "select 1",
    "cooling_soon": "select 2",
    "leaving_soon": "select 2",
}


def test_the_figures_are_those_of_primary_models(database, page):
    with duckdb.connect(str(database), read_only=True) as connection:
        held = {
            name: str(connection.execute(sql).fetchone()[0])
            for name, sql in FIGURES.items()
        }
    assert Marks(page).figures == held


def test_each_horizon_counts_the_shorter_ones_too(page):
    cells = [cell for cell in Marks(page).cells if cell[1] == "{}"]
    assert [cell[2:] for cell in cells] == [
        ("within_days", "7"),
        ("leads", "2"),
        ("leaving_sales", "2"),
        ("within_days", "30"),
        ("leads", "3"),
        ("leaving_sales", "2"),
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            """select iso_week || ', first time: ' || sum(first_time_mqls)
            from reports.rpt_mqls_weekly
            where is_primary and week_starts_on between '2026-05-18' and '2026-11-09'
            group by iso_week""",
            r"\d{4}-W\d\d, first time: \d+",
        ),
        (
            """select format('{:,} \u2013 {:,} points, contacts: {:,}', points_from,
                points_below, contacts)
            from reports.rpt_score_distribution where is_primary""",
            r".* points, contacts: [\d,]+",
        ),
        (
            """select format('Leads: {:,}', leads) from reports.rpt_funnel
            where breakdown = 'all' and cohort_month = 'all'""",
            r"Leads: [\d,]+",
        ),
    ],
    ids=["weekly", "distribution", "funnel"],
)
def test_the_bars_are_as_long_as_the_table_says(database, page, table, said):
    drawn = [label for label in Marks(page).labels if re.fullmatch(said, label)]
    with duckdb.connect(str(database), read_only=True) as connection:
        held = {row[0] for row in connection.sql(table).fetchall()}
    assert {label.replace("\u2212", "-") for label in drawn} == held


def test_the_page_asks_for_nothing(page):
    without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", page)
    asking = r"https?:|url\(|@import|\bsrc=|<link|<script|<img|<iframe"
    assert not re.search(asking, without_names)
    assert "default-src 'none'" in page


def test_names_that_would_be_markup_stay_text(page):
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<i>never" not in page
    assert "<b>past" not in page
    assert "d&#39;Artagnan &#34;Bébé&#34; &amp; co" in page
    assert EMOJI in page


def test_the_same_file_and_week_give_the_same_bytes(report, page):
    report()
    assert report.file.read_text(encoding="utf-8") == page


def test_only_the_first_rows_are_listed_and_the_rest_is_counted(page):
    listed = [
        key
        for table, key, column, _ in Marks(page).cells
        if table == "reports.rpt_new_mqls" and column == "contact_id"
    ]
    assert len(listed) == 50 + 50
    assert "The first 50 of 57; all of them are in the table" in page


def test_what_moved_or_came_in_another_week_is_left_out(page):
    assert "c-earlier" not in page


def test_past_fit_is_mentioned_where_attributes_have_no_history(page, report, tmp_path):
    assert TEXTS["rests_fit"]["en"] in page
    report(file=publish_empty(tmp_path / "empty.duckdb"))
    assert TEXTS["rests_fit"]["en"] not in report.file.read_text(encoding="utf-8")


def test_an_empty_company_is_told_so_in_words(report, tmp_path):
    code, printed = report(file=publish_empty(tmp_path / "empty.duckdb"))
    assert code == 0
    assert "No lead became ready for sales" in printed
    page = report.file.read_text(encoding="utf-8")
    for name in ("new_mqls", "untouched", "cooling", "weekly", "funnel", "rfm"):
        assert TEXTS[f"empty.{name}"]["en"] in page
        assert TEXTS[f"empty.{name}"]["fr"] in page


def test_the_terminal_shows_the_week_and_fits_a_pipe(report):
    code, printed = report()
    assert code == 0
    assert "Week 2026-W46, 2026-11-09 to 2026-11-15" in printed
    assert "figures as of 2026-11-18" in printed
    for words in (SCRIPT, QUOTES, "The first 10; the page has more.", "1206.5"):
        assert words in printed
    *lines, last = printed.splitlines()
    assert last == f"Written to {report.file}"
    assert max(map(len, lines)) <= 140


def test_the_running_week_can_be_asked_for_and_says_that_it_runs(report):
    assert report("--week", "2026-W47")[0] == 0
    assert TEXTS["week_running"]["en"] in report.file.read_text(encoding="utf-8")


def test_the_agreement_is_of_the_month_of_the_sunday_and_the_one_before(report):
    assert report("--week", "2026-W44")[0] == 0  # 26 October to 1 November
    marks = Marks(report.file.read_text(encoding="utf-8"))
    shown = {cell[3] for cell in marks.cells if cell[2] == "month_starts_on"}
    assert shown == {"2026-11-01", "2026-10-01"}


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("2026-W60", "is not a week: write --week YYYY-Www"),
        ("2025-W53", "is not a week: write --week YYYY-Www"),
        ("2026-W1", "is not a week: write --week YYYY-Www"),
        ("last", "is not a week: write --week YYYY-Www"),
        ("2025-W52", "its history runs from 2026-W01 to 2026-W47"),
        ("2026-W48", "its history runs from 2026-W01 to 2026-W47"),
    ],
)
def test_a_week_that_is_none_is_refused_with_what_to_write(report, week, words):
    code, said = report("--week", week)
    assert code == 1
    assert words in said
    assert not report.file.exists()


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),
        ("2021-01-03", "2020-W53"),
        ("2021-01-04", "2021-W01"),
    ],
)
def test_weeks_turn_on_mondays_whatever_the_year(day, week):
    assert iso_week(date.fromisoformat(day)) == week
    assert iso_week(monday_of(week)) == week


def test_a_week_of_53_is_one_only_in_a_long_year():
    assert monday_of("2020-W53") == date(2020, 12, 28)
    with pytest.raises(InputProblem):
        monday_of("2021-W53")


def test_without_a_file_the_answer_is_to_build(report, tmp_path):
    code, said = report(file=tmp_path / "none.duckdb")
    assert code == 1
    assert "build first" in said


def test_a_file_of_an_older_version_is_to_be_built_again(report, tmp_path):
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    code, said = report(file=tmp_path / "other.duckdb")
    assert code == 1
    assert "build again" in said


def test_a_company_without_contacts_has_no_week(report, tmp_path):
    file = publish_empty(tmp_path / "empty.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("delete from reports.rpt_weeks")
    code, said = report(file=file)
    assert code == 1
    assert "No contact has a score" in said


def test_a_place_that_cannot_be_written_is_named(report, tmp_path):
    out = tmp_path / "nowhere" / "week.html"
    code, said = report("--out", str(out))
    assert code == 1
    assert f"{out} cannot be written" in said


def test_the_first_of_a_month_is_counted_in_french_alone():
    first, second = date(2026, 3, 1), date(2026, 3, 2)
    assert written("long_day", first, "fr") == "1er mars 2026"
    assert written("long_day", second, "fr") == "2 mars 2026"
    assert written("long_day", first, "en") == "1 March 2026"


def test_every_text_is_in_both_languages():
    for name, said in TEXTS.items():
        assert said["en"], name
        assert said["fr"], name
        assert said["en"].count("{}") == said["fr"].count("{}"), name
