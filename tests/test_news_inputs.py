"""What counts as new, and what makes a build read everything again."""

import csv
import os
from pathlib import Path

import duckdb
import pytest

from leads.inputs import Inputs, inputs_of, put_on_record, recorded_inputs
from leads.news import NAMING_CONTACTS, News, news_since, prepare

GRID = """scoring_model,behaviour,each
first,email,1
first,quote,5
second,email,2
"""
# What recorded_inputs asks a published file for, and what builds keep there.
PUBLISHED = """
    create schema runs;
    create table runs.inputs (kind varchar, name varchar, fingerprint varchar);
    create table runs.new_parts (table_name varchar, raw_part varchar);
    create table runs.gone_parts (table_name varchar, raw_part varchar);
    create table runs.replaced_tables (table_name varchar);
    create table runs.changed_models (scoring_model varchar);
    create table runs.last_as_of (as_of date);
    create schema intermediate;
    create table intermediate.int_as_of as select date '2025-06-30' as as_of;
    create schema staging;
    create table staging.stg_events_doubtful
        (occurred_at timestamp, own_rejection varchar);
    create table staging.stg_contacts_judged
        (created_at timestamp, rejection_reason varchar);
    create table staging.stg_orders_judged
        (ordered_at timestamp, rejection_reason varchar);
    create table staging.stg_deals_judged
        (created_at timestamp, rejection_reason varchar);
    create table staging.stg_sales_touches_judged
        (touched_at timestamp, rejection_reason varchar);
    create table staging.stg_contact_changes_judged
        (valid_at timestamp, rejection_reason varchar);
    create table staging.stg_campaign_costs_judged
        (spent_at timestamp, rejection_reason varchar);
"""


class Home:
    """A project with seeds and raw parts, and the file that a build published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.raw, self.seeds = folder / "raw", folder / "seeds"
        self.target = folder / "leads.duckdb"
        self.as_of = ""
        self.write("models/marts/lead_scores.sql", "select 1")
        self.write("macros/dates.sql", "-- days")
        self.write("seeds/point_grid.csv", GRID)
        self.write("seeds/behaviours.csv", "behaviour,event_type\nemail,opened\n")
        self.write("raw/contacts.csv", "contact_id\nc1\n")
        self.write("raw/events/day1.csv", "event_id\ne1\n")
        with duckdb.connect(str(self.target)) as con:
            con.execute(PUBLISHED)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def write_parquet(self, name: str, select: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        duckdb.sql(f"copy ({select}) to '{path}' (format parquet)")

    def inputs(self) -> Inputs:
        return inputs_of(self.folder, self.raw, self.seeds, self.as_of)

    def news(self) -> News:
        return news_since(recorded_inputs(self.target), self.inputs(), self.raw)

    def build(self) -> None:
        put_on_record(self.target, self.inputs(), self.raw)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.build()
    return home


def test_nothing_is_new_when_nothing_was_touched(home):
    assert home.news() == News()
    assert home.news().is_nothing


def test_a_new_file_is_the_only_news(home):
    part = home.write("raw/events/2025/day2.csv", "event_id\ne2\n")
    assert home.news() == News(new_parts=[("events", str(part))])
    assert home.news().sentence() == "Reading only what is new: 1 new raw file."


def test_news_that_was_built_is_no_news(home):
    home.write("raw/events/day2.csv", "event_id\ne2\n")
    home.build()
    assert home.news().is_nothing


def touch(path: Path) -> None:
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1000))


@pytest.mark.parametrize(
    ("change", "is_new", "words"),
    [
        (lambda path: path.write_text("event_id\n"), True, "1 changed raw file"),
        (touch, True, "1 changed raw file"),
        (lambda path: path.unlink(), False, "1 missing raw file"),
    ],
    ids=["another size", "another time", "gone"],
)
def test_a_file_that_is_not_as_it_was_is_gone_and_perhaps_new(
    home, change, is_new, words
):
    path = home.write("raw/events/day2.csv", "event_id\n")
    home.build()
    change(path)
    part = ("events", str(path))
    assert home.news() == News(None, [part] if is_new else [], [part])
    assert home.news().sentence() == f"Reading only what is new: {words}."


def test_a_renamed_file_is_gone_here_and_new_there(home):
    path = home.write("raw/orders/day1.csv", "order_id\n")
    home.build()
    path.rename(path.with_name("day2.csv"))
    assert home.news().sentence() == (
        "Reading only what is new: 1 new raw file and 1 missing raw file."
    )


def test_when_most_of_the_events_changed_everything_is_read(home):
    home.write("raw/events/day2.csv", "event_id\n")
    home.build()
    touch(home.raw / "events" / "day1.csv")
    assert home.news().everything == "most of the events were exported anew"


@pytest.mark.parametrize(
    ("file", "replaced"),
    [
        ("contact_aliases.csv", list(NAMING_CONTACTS)),
        ("contacts.csv", list(NAMING_CONTACTS)),
        ("deals/1.csv", ["deals"]),
        ("contact_changes.csv", ["contact_changes"]),
        ("campaign_costs.csv", []),
        ("events/day2.csv", []),
    ],
)
def test_small_tables_are_judged_anew_where_rows_or_their_contacts_may_be_gone(
    home, file, replaced
):
    path = home.write(f"raw/{file}", "deal_id\n")
    home.build()
    touch(path)
    news = home.news()
    assert news.replaced_tables == replaced
    prepare(home.target, news, home.raw)
    contacts = ("contacts", str(home.raw / "contacts.csv"))
    with duckdb.connect(str(home.target)) as con:
        new_parts = con.sql("from runs.new_parts").fetchall()
        gone_parts = con.sql("from runs.gone_parts").fetchall()
    assert (contacts in new_parts) == ("contacts" in replaced)
    assert gone_parts == [(file.split("/")[0].removesuffix(".csv"), str(path))]


def test_a_new_file_of_mergers_replaces_who_is_named_by_contacts(home):
    home.write("raw/contact_aliases.csv", "alias_id\na1\n")
    assert home.news().everything is None
    assert home.news().replaced_tables[0] == "contacts"


def test_another_raw_folder_makes_a_build_read_everything(home):
    home.raw.rename(home.folder / "other")
    home.raw = home.folder / "other"
    assert home.news().everything == "another raw folder was chosen"


def test_an_edited_cell_concerns_only_its_model(home):
    home.write("seeds/point_grid.csv", GRID.replace("quote,5", "quote,6"))
    assert home.news() == News(changed_models=["first"])
    assert home.news().sentence() == (
        "Reading only what is new: the edited model first."
    )


def test_an_edited_promise_concerns_only_the_reports(home):
    home.write("seeds/service_levels.csv", "audience,label\nb2b,hot\n")
    assert home.news() == News(changed_reports=["service_levels.csv"])
    assert home.news().sentence() == (
        "Reading only what is new: the edited service_levels.csv."
    )


def test_a_row_less_or_more_is_an_edit_of_its_model(home):
    home.write("seeds/point_grid.csv", GRID.replace("first,quote,5\n", ""))
    assert home.news().changed_models == ["first"]
    home.write("seeds/point_grid.csv", GRID + "second,quote,7\n")
    assert home.news().changed_models == ["second"]


def test_edits_and_files_are_told_together(home):
    home.write("seeds/point_grid.csv", GRID.replace("email", "e-mail"))
    home.write("raw/events/day2.csv", "event_id\n")
    home.write("raw/orders.csv", "order_id\n")
    assert home.news().sentence() == (
        "Reading only what is new: 2 new raw files and the edited model first "
        "and the edited model second."
    )


def test_a_model_written_otherwise_but_meaning_the_same_is_no_edit(home):
    rows = list(csv.reader(GRID.splitlines()))
    quoted = [",".join(f'"{cell}"' for cell in row) for row in rows]
    home.write("seeds/point_grid.csv", "\r\n".join(quoted))
    assert home.news().is_nothing


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("seeds/behaviours.csv", "behaviour\n", "behaviours.csv concerns all models"),
        ("seeds/offices.csv", "office\n", "offices.csv concerns all models"),
        ("seeds/point_grid.csv", GRID + "third,email,1\n", "the model third is new"),
        ("seeds/point_grid.csv", GRID[:-15], "the model second is gone"),
        ("models/marts/lead_scores.sql", "select 2", "the SQL or its versions changed"),
        ("models/reports/new.sql", "select 2", "the SQL or its versions changed"),
        ("macros/dates.sql", "-- weeks", "the SQL or its versions changed"),
        ("dbt_project.yml", "vars: {}", "the SQL or its versions changed"),
    ],
)
def test_what_may_change_any_score_makes_a_build_read_everything(
    home, name, text, reason
):
    home.write("raw/events/day2.csv", "event_id\ne2\n")
    home.write(name, text)
    assert home.news().everything == reason


def test_another_day_to_score_as_of_makes_a_build_read_everything(home):
    home.as_of = "2025-05-31"
    assert home.news().everything == "another as-of day was chosen"


@pytest.mark.parametrize(
    "select",
    ["'o3' as order_id, 'x' as amount", "'o3' as order_id, 7 as amount, 1 as extra"],
    ids=["another type", "another column"],
)
def test_other_columns_than_before_make_a_build_read_everything(home, select):
    """Types are those of all files together, and so is the row as exported."""
    home.write_parquet("raw/orders/1.parquet", "select 'o1' as order_id, 5 as Amount")
    home.build()
    home.write_parquet("raw/orders/2.parquet", "select 'o2' as order_id, 7 as amount")
    assert home.news().everything is None
    home.build()
    home.write_parquet("raw/orders/3.parquet", f"select {select}")
    assert home.news().everything == "the columns of orders changed"


def test_a_column_that_goes_with_its_file_makes_a_build_read_everything(home):
    home.write("raw/orders/1.csv", "order_id;amount\n")
    path = home.write("raw/orders/2.csv", "order_id;amount;extra\n")
    home.build()
    path.unlink()
    assert home.news().everything == "the columns of orders changed"


def test_the_first_file_of_a_table_is_plain_news(home):
    home.write("raw/orders.csv", "order_id,amount\n")
    assert home.news().everything is None


def test_a_file_that_cannot_be_read_is_left_for_the_build_to_name(home):
    path = home.write("raw/orders/1.parquet", "no parquet")
    assert home.news().new_parts == [("orders", str(path))]


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [
        ("stg_events_doubtful", "occurred_at", "own_rejection"),
        ("stg_contacts_judged", "created_at", "rejection_reason"),
        ("stg_orders_judged", "ordered_at", "rejection_reason"),
        ("stg_deals_judged", "created_at", "rejection_reason"),
        ("stg_sales_touches_judged", "touched_at", "rejection_reason"),
        ("stg_contact_changes_judged", "valid_at", "rejection_reason"),
        ("stg_campaign_costs_judged", "spent_at", "rejection_reason"),
    ],
)
def test_a_row_dated_in_the_future_counts_when_its_day_has_come(
    home, table, column, reason
):
    def date_it(moment: str) -> None:
        with duckdb.connect(str(home.target)) as con:
            con.execute(f"delete from staging.{table}")
            con.execute(
                f"insert into staging.{table} by name "
                f"select {moment} as {column}, 'future_timestamp' as {reason}"
            )

    now = "cast(now() at time zone 'UTC' as timestamp)"
    date_it(f"{now} + interval 25 hour")
    assert home.news().is_nothing
    date_it(f"{now} + interval 23 hour")
    assert home.news().everything == "rows that were dated in the future have come due"


@pytest.mark.parametrize(
    "spoil",
    ["drop table runs.inputs", "delete from runs.inputs", "drop schema staging"],
)
def test_a_file_without_a_record_is_not_added_to(home, spoil):
    with duckdb.connect(str(home.target)) as con:
        con.execute(f"{spoil} cascade" if "schema" in spoil else spoil)
    assert home.news().everything == "there is no earlier build to add to"


def test_where_no_file_is_or_no_duckdb_file_everything_is_read(home):
    home.target.unlink()
    assert home.news().everything == "there is no earlier build to add to"
    home.target.write_text("no database")
    assert home.news().everything == "there is no earlier build to add to"


def test_the_models_are_told_what_is_new_and_nothing_older(home):
    older = News(new_parts=[("events", "/a")], changed_models=["x"])
    for news in (older, News(new_parts=[("orders", "/b")])):
        prepare(home.target, news, home.raw)
    with duckdb.connect(str(home.target)) as con:
        assert con.sql("from runs.new_parts").fetchall() == [("orders", "/b")]
        assert con.sql("from runs.changed_models").fetchall() == []
