"""Who is erased is nowhere any more, and stays away."""

import duckdb
import pytest

from leads import cli
from leads.erase import (
    bytes_with,
    hash_of,
    holds,
    tables_with,
    written_files_with,
)

# dbt leaves its log open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)

CONTACTS = """contact_id,created_at,audience,email
person-7731,2025-01-01,b2b,zelda@secret.example
alias-of-7731,2025-01-01,b2b,
person-77,2025-01-02,b2b,keep@x.example
"""
CHANGES = """contact_id,attribute,value,valid_from
person-7731,email,zelda@renamed.example,2025-01-02
"""
ALIASES = """alias_id,contact_id
alias-of-7731,person-7731
shared-browser,person-7731
shared-browser,person-77
"""
EVENTS = """event_id,contact_id,event_type,occurred_at,page,anonymous_id
e1,person-7731,demo_requested,2025-01-03,/hello?email=zelda@secret.example,
e2,alias-of-7731,page_viewed,2025-01-03,/pricing,
e3,person-77,page_viewed,2025-01-04,/pricing,
e4,person-7731,page_viewed,31/12/2025,/refused,
e5,,page_viewed,2025-01-05,/pages-of-7731,alias-of-7731
e5,,page_viewed,2025-01-06,/pages-of-7731,alias-of-7731
e6,,page_viewed,2025-01-05,/pricing,shared-browser
e7,,page_viewed,2025-01-05,/pricing,somebody
e8,person-77,page_viewed,2025-01-05,/?from=guest@nobody.example,
"""
TEXTS = [
    "person-7731",
    "alias-of-7731",
    "zelda@secret.example",
    "zelda@renamed.example",
]


def run(*arguments):
    return cli.main(list(map(str, arguments)))


def tables_naming(database, texts):
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(tables_with(connection, texts))


def contacts_of(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute("select distinct contact_id from marts.lead_scores")
        return {row[0] for row in rows.fetchall()}


def test_a_person_is_erased_everywhere_and_stays_away(tmp_path, capsys):
    raw, database = tmp_path / "raw", tmp_path / "leads.duckdb"
    raw.mkdir()
    (raw / "contacts.csv").write_text(CONTACTS)
    (raw / "contact_aliases.csv").write_text(ALIASES)
    (raw / "contact_changes.csv").write_text(CHANGES)
    (raw / "events.csv").write_text(EVENTS)
    assert run("build", "--raw", raw, "--db", database) == 0
    assert run("export", "--db", database) == 0
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema mine; create table mine.notes (a varchar)")
        connection.execute("insert into mine.notes values ('kept')")
    assert tables_naming(database, TEXTS)
    assert run("erase", "nobody-7731", "--db", database) == 1
    assert "Nobody is called" in capsys.readouterr().err
    # What differs in case is another id, and what stands in a cell is nobody.
    assert run("erase", "Person-7731", "--db", database) == 1
    assert "Did you mean 'person-7731'?" in capsys.readouterr().err
    assert run("erase", "guest@nobody.example", "--db", database) == 1
    assert "No contact has the e-mail" in capsys.readouterr().err
    (tmp_path / "report-x.html").write_text("<p>zelda@SECRET.example</p>")

    # An address of hers that only contact_changes has, in another case.
    assert run("erase", "Zelda@renamed.example", "--db", database) == 0
    assert not (tmp_path / "report-x.html").exists()
    said = capsys.readouterr().out.replace("\n", " ")
    assert tables_naming(database, TEXTS) == {}
    assert not bytes_with(database, [*TEXTS, "/pages-of-7731"])
    assert not any(holds(path, TEXTS) for path in (tmp_path / "exports").iterdir())
    assert contacts_of(database) == {"person-77"}
    for name in ("contacts.csv", "events.csv", "contact_aliases.csv"):
        assert f"{name} still holds them" in said
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("from mine.notes").fetchall() == [("kept",)]
        # Of visitors another one stays, and a browser that is somebody else's now.
        left = connection.execute(
            "select outcome, row_count from marts.raw_row_audit"
            " where table_name = 'events' and outcome not in ('matched', 'unmatched')"
        )
        assert dict(left.fetchall()) == {"accepted": 3, "anonymous": 1}
        erased = connection.execute("select salt, id_hash from run_state.erased")
        hashes = {(salt, each) for salt, each in erased.fetchall()}
        assert len(hashes) == 2
        [(salt, _), _] = hashes
        assert (salt, hash_of(salt, "shared-browser")) not in hashes

    (raw / "contacts.csv").write_text(CONTACTS + "new,2025-01-05,b2b,\n")
    assert run("build", "--raw", raw, "--db", database) == 0
    assert contacts_of(database) == {"person-77", "new"}
    assert tables_naming(database, TEXTS) == {}

    assert run("erase", "person-77", "--readmit", "--db", database) == 1
    assert run("erase", "person-7731", "--readmit", "--db", database) == 0
    with duckdb.connect(str(database), read_only=True) as connection:
        left = connection.execute("select id_hash from run_state.erased").fetchall()
    assert left == [(hash_of(salt, "alias-of-7731"),)]


def test_files_are_found_that_write_a_text_in_their_own_way(tmp_path):
    who = ['<a> & "b"', "ann@x.example"]
    exports = tmp_path / "exports"
    exports.mkdir()
    for number, cell in enumerate(
        ['"<a> & ""b"""', "&lt;a&gt; &amp; &#34;b&#34;", '&lt;a&gt; &amp; "b"']
    ):
        (exports / f"{number}.csv").write_text(cell)
    (exports / "3.csv").write_text("ANN@X.EXAMPLE")
    (exports / "of_others.csv").write_text("<A> & b, joann@x.example")
    found = written_files_with(tmp_path / "leads.duckdb", who)
    assert [path.name for path in found if path.parent == exports] == [
        "0.csv",
        "1.csv",
        "2.csv",
        "3.csv",
    ]
