"""What exports look like in real life: read right, or counted, never lost."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal

import duckdb
import pytest
from compiled_project import PROJECT
from raw_rows import RUN_AT, read_seeds, write_raw

from leads import cli

# dbt leaves its log open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)

SEEDS = read_seeds(PROJECT / "seeds")
CONTACTS = b"contact_id,created_at,audience\nc1,2025-01-01,b2b\nc2,2025-01-02,b2c\n"


def read(project, **tables):
    """Accepted and rejected rows by table and reason, and the refused ones."""
    people = [("c1", "b2b"), ("c2", "b2c")]
    contacts = [
        {"contact_id": who, "created_at": "2025-01-01", "audience": audience}
        for who, audience in people
    ]
    write_raw({"contacts": contacts}, project.raw)
    built = project.build_files(
        {f"{name}.csv": content for name, content in tables.items()},
        SEEDS,
        None,
        RUN_AT,
        ("raw_row_audit", "rejected_rows"),
    )
    counts = {
        (row["table_name"], row["reason"]): row["row_count"]
        for row in built["raw_row_audit"]
        if row["outcome"] not in ("matched", "unmatched")
    }
    return counts, built["rejected_rows"]


def event_lines(*lines):
    """Lines of an events file; all columns that the compiled view expects."""
    header = "event_id,contact_id,event_type,occurred_at,page,channel,campaign,asset"
    lines = [f"{line}," for line in lines]
    return "\n".join([f"{header},anonymous_id", *lines, ""]).encode()


def order_lines(*lines):
    header = "order_id,contact_id,ordered_at,amount,status,updated_at"
    return "\n".join([header, *lines, ""]).encode()


GOOD = "e1,c1,page_viewed,2025-02-01 10:00:00,/pricing,,,"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xef\xbb\xbf" + event_lines(GOOD), "a byte order mark"),
        (event_lines(GOOD).replace(b"\n", b"\r\n"), "Windows line ends"),
        (event_lines(GOOD).rstrip(b"\n"), "no last line end"),
    ],
)
def test_usual_kinds_of_csv_read_alike(project, content, why):
    assert read(project, events=content)[0]["events", "accepted"] == 1, why


def test_a_hash_sign_is_a_character_like_any_other(project):
    lines = [f"#{n},c1,page_viewed,2025-02-01,/p#{n},,," for n in range(30)]
    counts, _ = read(project, events=event_lines(*lines))
    assert counts["events", "accepted"] == 30


def test_ids_with_quotes_newlines_and_emoji_are_ids(project):
    lines = [
        '"e ""1""",c1,page_viewed,2025-02-01,,,,',
        '"e\n2",c1,page_viewed,2025-02-01,,,,',
        "e🌿3,c1,page_viewed,2025-02-01,,,,",
    ]
    counts, _ = read(project, events=event_lines(*lines))
    assert counts["events", "accepted"] == 3


def test_every_refused_row_is_kept_as_it_was_with_its_reason(project):
    lines = [
        GOOD,
        "e2,c1,page_viewed,01/02/2025 10:00,/blog,,,",
        "e3,c1,page_viewed,2999-01-01,/blog,,,",
        ",c1,page_viewed,2025-02-01,/blog,,,",
        "e5,nobody,page_viewed,2025-02-01,/blog,,,",
        "e1,c1,page_viewed,2025-03-01,/later,,,",
    ]
    counts, rejected = read(project, events=event_lines(*lines))
    assert counts["events", "accepted"] == 1
    refused = {
        r["reason"]: r["raw_row"] for r in rejected if r["table_name"] == "events"
    }
    assert refused.keys() == {
        "unreadable_timestamp",
        "future_timestamp",
        "missing_id",
        "unknown_contact",
        "duplicate_id",
    }
    assert "01/02/2025 10:00" in refused["unreadable_timestamp"]
    assert "/later" in refused["duplicate_id"]


NO_TIMES = [
    *[
        "",
        "10/11/26",
        "10/11/2026",
        "26-11-10",
        "126-11-10",
        "12026-11-10",
        "-2026-11-10",
    ],
    *["2026/11/10", "2026-11", "2026-1-10", "20261110", "2026-W46-2", "2026-314"],
    *["2026-02-29", "2026-11-31", "2026-11-10 24:00", "2026-11-10 23:59:60"],
    *["2026-11-10 9:00", "2026-11-10 10", "2026-11-10T10:00:00.", "2026-11-10  10:00"],
    *["2026-11-10 10:00:00.0000000001", "2026-11-10 10:00:00 PM", "2026-11-10t10:00"],
    *[
        "2026-11-10Z",
        "2026-11-10 10:00 z",
        "2026-11-10 10:00 CET",
        "2026-11-10 10:00  Z",
    ],
    *["2026-11-10 10:00+02", "2026-11-10 10:00+0200", "2026-11-10 10:00+2:00"],
    *["2026-11-10 10:00+14:01", "2026-11-10 10:00+99:00", "2026-11-10 10:00-01:60"],
    *["0000-01-01", "0044-03-15 (BC)", "infinity", "epoch", "now", "today", "45971"],
]
# What is written, the moment in UTC.
TIMES = {
    "2025-11-10": "2025-11-10 00:00:00",
    " 2025-11-10 10:30 ": "2025-11-10 10:30:00",
    "2025-11-10T10:30:05": "2025-11-10 10:30:05",
    "2025-11-10 10:30:05.1234569": "2025-11-10 10:30:05.123456",
    "2025-11-10T10:30Z": "2025-11-10 10:30:00",
    "2025-11-10 10:30:05.5 UTC": "2025-11-10 10:30:05.5",
    "2025-11-10T00:30+14:00": "2025-11-09 10:30:00",
    "2025-11-10 23:30:00 -05:30": "2025-11-11 05:00:00",
    "2024-02-29T23:59:59.999999999Z": "2024-02-29 23:59:59.999999",
}
TOO_EARLY = [
    "1999-12-31 23:59:59",
    "2000-01-01 00:00+00:01",
    "1970-01-01",
    "0026-11-10",
]


def test_a_time_is_an_iso_time_or_it_is_refused(project):
    times = [*NO_TIMES, *TIMES, *TOO_EARLY]
    lines = [f"o{n},c1,{time},1,," for n, time in enumerate(times)]
    wanted = ("base_orders",)
    write_raw(
        {"contacts": [{"contact_id": "c1", "created_at": "2025-01-01"}]}, project.raw
    )
    files = {"orders.csv": order_lines(*lines)}
    rows = project.build_files(files, SEEDS, None, RUN_AT, wanted)["base_orders"]
    read = {times[int(row["order_id"][1:])]: row for row in rows}
    refused = {time for time in read if read[time]["ordered_at"] is None}
    assert refused == set(NO_TIMES)
    for time in NO_TIMES:
        assert read[time]["rejection_reason"] == "unreadable_timestamp", time
    for time, utc in TIMES.items():
        assert read[time]["ordered_at"] == datetime.fromisoformat(utc), time
        assert read[time]["rejection_reason"] is None, time
    for time in TOO_EARLY:
        assert read[time]["rejection_reason"] == "too_early_timestamp", time


def test_an_amount_that_is_no_plain_number_is_counted_not_zero(project):
    amounts = ['"12,50"', "abc", "", "1e30", "nan", "9" * 11]
    amounts += ["1_000", "1e3", "0x10", "inf", ".5", "5.", "0.00001", "--1", "1 000"]
    amounts += ["$5", "1.000.000", "0.30000000000000004", "\uff15"]
    lines = [f"o{n},c1,2025-02-01,{amount},," for n, amount in enumerate(amounts)]
    counts, _ = read(project, orders=order_lines(*lines))
    assert counts == {
        ("contacts", "accepted"): 2,
        ("orders", "unreadable_amount"): len(amounts),
    }


def test_a_nul_byte_loses_no_row(project):
    lines = [GOOD, "e\0 2,c1,page_viewed,2025-02-01,,,,"]
    counts, _ = read(project, events=event_lines(*lines))
    assert sum(n for (table, _), n in counts.items() if table == "events") == 2


@pytest.fixture
def raw(tmp_path_factory):
    """The same folder for all tests: dbt would parse everything for another one."""
    folder = tmp_path_factory.getbasetemp() / "exports"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


@pytest.fixture
def build(raw, capsys, monkeypatch):
    """Build of the exports; how it ended, and all that it said."""
    for name in ("LEADS_RAW", "LEADS_SEEDS", "LEADS_AS_OF", "LEADS_DB"):
        monkeypatch.delenv(name, raising=False)

    def run(database):
        code = cli.main(["build", "--raw", str(raw), "--db", str(database)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.mark.parametrize("sign", [b";", b"\t"])
def test_the_sign_between_cells_is_read_off_the_header(raw, build, tmp_path, sign):
    """Also of a file as spreadsheets write it: \\r\\n, but \\n within a cell."""
    database = tmp_path / "leads.duckdb"
    content = CONTACTS.replace(b",", sign)
    if sign == b";":
        content = content.replace(b"\n", b"\r\n").replace(b"c2", b'"c\n2"', 1)
    (raw / "contacts.csv").write_bytes(content)
    code, said = build(database)
    assert code == 0, said
    with duckdb.connect(str(database), read_only=True) as con:
        (scored,) = con.execute("select count(*) from marts.lead_scores").fetchone()
    assert scored == 2


# A file of times, numbers and texts of many types; words that mean nothing.
TYPED = {
    "contacts": """
        from (values
            ('null', date '2025-01-01', 'NULL', timestamp '1990-05-17', '45.5', 5e-5),
            ('c2', date '2025-01-02', 'b2b', timestamp '1900-01-01', 'nan', 181),
            ('c3', date 'infinity', 'b2b', null, null, null),
            ('c4', date '5000000-01-01', 'b2b', null, null, null)
        ) as rows (contact_id, created_at, audience, birth_date, latitude, longitude)
        select *
            replace (latitude::double as latitude, longitude::double as longitude),
            '' as email
        """,
    "events": """
        from (values
            ('e1', 'null', 'None', timestamptz '2025-02-01 00:30:00+02', 'N/A', 17),
            ('e2', 'null', 'seen', timestamptz '1970-01-01 00:00:00+00', 'ads', null),
            (
                'e3', 'null', 'seen',
                timestamptz '0044-03-15 (BC) 00:00:00+00', 'ads', null
            ),
            ('e4', null, 'seen', timestamptz '2025-02-02 00:00:00+00', 'ads', 17),
            ('e5', null, 'seen', timestamptz '2025-02-02 00:00:00+00', 'ads', null)
        ) as rows (event_id, contact_id, event_type, occurred_at, channel, anonymous_id)
        """,
    "orders": """
        from (values
            ('exact', 19.99, ' null '), ('zeros', 1200, 'completed'),
            ('tiny', 1e-5, null), ('huge', 1e20, null), ('none', 'nan', null),
            ('sum', 0.1::double + 0.2::double, null)
        ) as rows (order_id, amount, status)
        select *
            replace (amount::double as amount),
            'c2' as contact_id,
            timestamp_ns '2025-03-01 10:00:00.123456789' as ordered_at
        """,
    "deals": """
        from (values
            ('d1', 5000.000000, date '2025-03-02'), ('d2', 0.000001, date '9999-12-31'),
            ('d3', -0.5, date 'infinity'), ('d4', 99999999999, date '1970-01-01')
        ) as rows (deal_id, amount, closed_at)
        select *
            replace (amount::decimal(18, 6) as amount),
            'c2' as contact_id,
            date '2025-02-01' as created_at,
            'won' as stage
        """,
    "campaign_costs": """
        from (values ('k1', 19.99::float, 1741000000))
            as rows (cost_id, amount, spent_on)
        """,
    "contact_changes": """
        from (values
            ('c2', 'age', 'n/a', '2025-01-05 10:00'),
            ('c2', 'age', '18,5', '1900-01-01')
        ) as rows (contact_id, attribute, value, valid_from)
        """,
}


def test_typed_files_and_words_for_nothing_are_read_as_strictly(raw, tmp_path):
    for table, rows in TYPED.items():
        duckdb.sql("set timezone = 'UTC'")
        duckdb.sql(f"copy ({rows}) to '{raw}/{table}.parquet'")
    database = tmp_path / "typed.duckdb"
    variables = {"raw": str(raw), "empty_words": [None, "n/a"]}
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--quiet"]
    command += ["--vars", json.dumps(variables)]
    command += ["--select", "+unreadable_cells", "+rejected_rows", "int_exported_ids"]
    command += ["--exclude-resource-type", "test", "unit_test"]
    command += [
        "--target-path",
        str(tmp_path / "target"),
        "--project-dir",
        str(PROJECT),
    ]
    command += ["--profiles-dir", str(PROJECT), "--log-path", str(tmp_path)]
    settings = {**os.environ, "LEADS_DB": str(database)}
    done = subprocess.run(command, env=settings, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(str(database), read_only=True) as con:
        ask = lambda sql: con.execute(sql).fetchall()  # noqa: E731
        rejected = ask("select table_name, row_id, reason from marts.rejected_rows")
        cells = ask("select * from marts.unreadable_cells")
        orders = ask(
            "select amount, status, ordered_at from staging.base_orders "
            "where rejection_reason is null order by amount"
        )
        deals = ask("select amount, closed_at from staging.base_deals order by deal_id")
        [contact] = ask(
            "select contact_id, audience, birth_date, latitude, longitude "
            "from staging.stg_contacts where contact_id = 'null'"
        )
        kinds = ask("select event_type, channel from facts.int_event_kinds")
        visitors = ask(
            "select exported_key = hash('visitor', '17') >> 1 "
            "from facts.int_exported_ids where is_of_visitor order by all"
        )
        [(first_at,)] = ask("select min(first_at) from facts.int_exported_ids")
        changes = ask(
            "select attribute_value from staging.base_contact_changes order by valid_at"
        )
    assert set(rejected) == {
        ("contacts", "c3", "unreadable_timestamp"),
        ("contacts", "c4", "unreadable_timestamp"),
        ("events", "e2", "too_early_timestamp"),
        ("events", "e3", "unreadable_timestamp"),
        *[
            ("orders", name, "unreadable_amount")
            for name in ("tiny", "huge", "none", "sum")
        ],
        ("campaign_costs", "k1", "unreadable_timestamp"),
    }
    at = datetime(2025, 3, 1, 10, 0, 0, 123456)
    assert orders == [(Decimal("19.99"), None, at), (Decimal(1200), "completed", at)]
    assert deals == [
        (Decimal(5000), datetime(2025, 3, 2)),
        *[(None, None), (Decimal("-0.5"), None), (None, None)],
    ]
    born = datetime(1990, 5, 17).date()
    assert contact == ("null", "b2c", born, 45.5, 0.00005)
    assert ("None", "") in kinds
    assert first_at == datetime(2025, 1, 31, 22, 30)
    assert visitors == [(False,), (True,)]
    assert changes == [("18,5",), (None,)]
    assert {row[:4] for row in cells} == {
        ("contacts", "birth_date", "placeholder", 1),
        ("contacts", "latitude", "unreadable", 1),
        ("contacts", "longitude", "out_of_range", 1),
        ("contact_changes", "age", "unreadable", 1),
        ("deals", "amount", "unreadable", 2),
        ("deals", "closed_at", "placeholder", 2),
        ("deals", "closed_at", "unreadable", 1),
    }


def test_a_build_begins_with_what_could_not_be_read_and_what_moved_the_day(
    raw, build, tmp_path
):
    people = "".join(f"c{n},2025-01-01,b2c,\n" for n in (1, 2, 3))
    (raw / "contacts.csv").write_text("contact_id,created_at,audience,email\n" + people)
    stray = "e2,c2,page_viewed,2026-03-01,/blog,,,"
    (raw / "events.csv").write_bytes(event_lines(GOOD, stray))
    deals = "deal_id,contact_id,created_at,closed_at,stage,amount\n"
    deals += 'd1,c1,2025-01-05,31/10/2025,won,"12.000,00"\n'
    (raw / "deals.csv").write_text(deals)
    code, said = build(tmp_path / "leads.duckdb")
    assert code == 0, said
    said = " ".join(said[said.index("Scores as of") :].split())
    assert said.startswith("Scores as of 2026-03-01: ")
    assert "393 days after 2025-02-01" in said.split("Filled cells")[0]
    assert said.index("12.000,00") < said.index("Raw rows")


REFUSED = {
    "an empty folder": ({}, "There is no contacts export in"),
    "a missing column": (
        {"contacts.csv": CONTACTS, "events.csv": b"event_id,contact_id\n1,c1\n"},
        "events.csv has no column event_type",
    ),
    "two exports of a table": (
        {"contacts.csv": CONTACTS, "contacts/part.csv": CONTACTS},
        "several exports of contacts",
    ),
    "only refused contacts": (
        {"contacts.csv": b"contact_id,created_at\nc1,01/02/2025\n"},
        "no contact could be accepted",
    ),
    "a file without a byte": (
        {"contacts.csv": CONTACTS, "events.csv": b""},
        "events.csv is empty, not even a header",
    ),
    "a row with a cell too many": (
        {"contacts.csv": CONTACTS + b"c3,2025-01-01,b2c,extra\n" + CONTACTS[36:]},
        "contacts.csv",
    ),
    "two exports in one file": (
        {"contacts.csv": CONTACTS + b"contact_id,created_at,audience,city\nx,y,z,w\n"},
        "contacts.csv",
    ),
    "parts with different signs": (
        {
            "contacts/a.csv": CONTACTS,
            "contacts/b.csv": CONTACTS.replace(b",", b";"),
        },
        "separate their cells with different signs",
    ),
    "Latin-1": (
        {"contacts.csv": CONTACTS + "c3,2025-01-01,caf\xe9\n".encode("latin-1")},
        "contacts.csv line 4: the text is not UTF-8",
    ),
    "UTF-16": (
        {"contacts.csv": CONTACTS.decode().encode("utf-16")},
        "contacts.csv: the text is not UTF-8, it looks like UTF-16",
    ),
    "columns that differ in case alone": (
        {"contacts.csv": CONTACTS.replace(b"audience", b"Contact_ID ")},
        "contacts.csv has two columns contact_id",
    ),
    "a cell of five megabytes": (
        {"contacts.csv": CONTACTS + b"c3,2025-01-01," + b"x" * 5_000_000 + b"\n"},
        "a cell is far too long",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_stops_with_a_sentence_and_keeps_the_last_results(
    raw, build, tmp_path, case
):
    files, sentence = REFUSED[case]
    for name, content in files.items():
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_bytes(content)
    code, said = build(tmp_path / "leads.duckdb")
    assert code == 1, said
    assert sentence in " ".join(said.split())
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_pipe_is_refused_and_nobody_waits_for_it(raw, build, tmp_path):
    os.mkfifo(raw / "contacts.csv")
    code, said = build(tmp_path / "leads.duckdb")
    assert code == 1
    assert "is no plain file" in " ".join(said.split())


def events_of(*ids, columns="event_id,contact_id,event_type,occurred_at"):
    rows = [f"{each},c1,demo_requested,2025-01-03" for each in ids]
    blanks = "," * (columns.count(",") - 3)
    return "\n".join([columns, *(row + blanks for row in rows), ""]).encode()


def test_every_part_is_read_and_one_that_lost_its_rows_replaces_nothing(
    raw, build, tmp_path
):
    """In one build, and in a next one whose part has not all columns."""
    database, events = tmp_path / "leads.duckdb", raw / "events"
    (events / "contact_id=c2").mkdir(parents=True)
    (raw / "contacts.csv").write_bytes(CONTACTS)
    (events / "a[1].csv").write_bytes(events_of("e1"))
    (events / "a1.CSV").write_bytes(events_of("e2"))
    wide = events_of("e3", columns="event_id,contact_id,event_type,occurred_at,page,x")
    (events / "b.csv.gz").write_bytes(gzip.compress(wide))
    (events / "contact_id=c2" / "c*.csv").write_bytes(events_of("e4"))
    (events / "d.tsv").write_bytes(b"lost")
    code, said = build(database)
    assert code == 0, said
    assert "events/d.tsv is not read" in said
    assert accepted_events(database) == 4
    (events / "e.csv").write_bytes(events_of("e5"))
    code, said = build(database)
    assert code == 0, said
    assert "Reading only what is new" in said
    assert accepted_events(database) == 5
    before = database.read_bytes()
    shutil.rmtree(events)
    events.mkdir()
    code, said = build(database)
    assert code == 1
    assert "events has 0 rows now, and 5 in the last" in " ".join(said.split())
    assert database.read_bytes() == before


def test_an_export_knows_visitors_from_its_first_anonymous_id_on(raw, build, tmp_path):
    """Also in the files before it; without the column nothing is anonymous."""
    database, events = tmp_path / "leads.duckdb", raw / "events"
    events.mkdir()
    (raw / "contacts.csv").write_bytes(CONTACTS)
    nobody = b"e2,,demo_requested,2025-01-03\n"
    (events / "a.csv").write_bytes(events_of("e1") + nobody)
    code, said = build(database)
    assert code == 0, said
    assert outcomes_of_events(database) == {"accepted": 1, "unknown_contact": 1}

    header = b"event_id,contact_id,Anonymous_ID ,event_type,occurred_at\n"
    (events / "b.csv").write_bytes(
        header + b"e3,,v1,demo_requested,2025-01-04\ne4,,c2,demo_requested,2025-01-04\n"
    )
    code, said = build(database)
    assert code == 0, said
    assert "Reading only what is new" not in said
    assert outcomes_of_events(database) == {"accepted": 1, "anonymous": 3}
    assert re.search(r"events +anonymous +3 *\n", said)

    (raw / "contact_aliases.csv").write_bytes(b"alias_id,contact_id\nv1,c2\n")
    (events / "c.csv").write_bytes(events_of("e5"))
    code, said = build(database)
    assert code == 0, said
    assert "Reading only what is new" in said
    assert outcomes_of_events(database) == {"accepted": 3, "anonymous": 2}
    with duckdb.connect(str(database), read_only=True) as con:
        [share] = con.execute(
            "select status, measured from marts.readiness"
            " where readiness_check = 'anonymous_rows'"
        ).fetchall()
    assert share == ("go", Decimal("0.4"))


def outcomes_of_events(database):
    with duckdb.connect(str(database), read_only=True) as con:
        rows = con.execute(
            "select reason, row_count from marts.raw_row_audit where"
            " table_name = 'events' and outcome not in ('matched', 'unmatched')"
        ).fetchall()
    return dict(rows)


def accepted_events(database):
    return outcomes_of_events(database)["accepted"]
