"""Whole builds of other companies' exports: all rules hold, no row is lost.

The invariants run as dbt tests inside every build; a build that breaks one fails.
"""

import os
import subprocess
import sys

import duckdb
import pytest
from compiled_project import PROJECT

DATA = PROJECT.parent / "shared" / "data"
# Folder of ../shared/data, seeds, contacts, and raw rows with why some are refused.
COMPANIES = {
    "dunnhumby": ("grocer", 2446, {"events": 122104, "orders": 116704, "deals": 212}),
    "online_retail_ii": ("gift_wholesaler", 4336, {"events": 22686, "orders": 27728}),
    "olist_funnel": ("marketplace", 8000, {"events": 8000, "deals": 842}),
    "cdnow_sample": ("music_shop", 2357, {"orders": 6919}),
}


@pytest.fixture(scope="module", params=COMPANIES)
def built(request, tmp_path_factory):
    """The published database of one company, and what to expect of it."""
    name = request.param
    if not (DATA / name).is_dir():
        pytest.skip(f"the {name} exports of ../shared/data are not here")
    seeds, contacts, rows = COMPANIES[name]
    path = tmp_path_factory.mktemp(name) / "leads.duckdb"
    command = [sys.executable, "scripts/leads.py", "build", "--db", str(path)]
    command += ["--raw", str(DATA / name), "--seeds", f"examples/{seeds}"]
    settings = {k: v for k, v in os.environ.items() if not k.startswith("LEADS_")}
    settings["LEADS_EARLIEST_DAY"] = "1997-01-01"
    done = subprocess.run(
        command, cwd=PROJECT, env=settings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(str(path), read_only=True) as con:
        yield con, name, contacts, rows


def test_every_raw_row_of_a_real_company_is_accounted_for(built):
    con, _, contacts, rows = built
    judged = dict(
        con.execute(
            "select table_name, sum(row_count)::bigint from marts.raw_row_audit "
            "where outcome not in ('matched', 'unmatched') group by all"
        ).fetchall()
    )
    assert judged == {"contacts": contacts, **rows}


def test_orders_without_a_known_contact_are_counted_not_lost(built):
    con, name, *_ = built
    (unknown,) = con.execute(
        "select coalesce(sum(row_count), 0)::bigint from marts.raw_row_audit "
        "where table_name = 'orders' and reason = 'unknown_contact'"
    ).fetchone()
    assert unknown == (5042 if name == "online_retail_ii" else 0)


def test_every_contact_of_a_real_company_has_one_score(built):
    con, _, contacts, _ = built
    scores = con.execute(
        "select count(*), count(distinct contact_id) from marts.lead_scores"
    ).fetchone()
    assert scores == (contacts, contacts)


def test_labels_of_a_real_company_tell_contacts_apart(built):
    con, *_ = built
    (labels,) = con.execute(
        "select count(distinct label) from marts.lead_scores"
    ).fetchone()
    assert labels >= 2
