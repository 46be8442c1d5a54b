"""What exports look like in real life: read right, or counted, never lost."""

import shutil

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


def test_an_amount_that_is_no_plain_number_is_counted_not_zero(project):
    amounts = ['"12,50"', "abc", "", "1e30", "nan", "9" * 11]
    lines = [f"o{n},c1,2025-02-01,{amount}," for n, amount in enumerate(amounts)]
    content = "\n".join(["order_id,contact_id,ordered_at,amount,status", *lines, ""])
    counts, _ = read(project, orders=content.encode())
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
