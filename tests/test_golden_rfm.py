"""RFM measures and scores against numbers that others computed."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from compiled_project import PROJECT
from raw_rows import RUN_AT, read_seeds

GOLDEN = PROJECT.parent / "shared" / "data" / "golden"
needs_golden = pytest.mark.skipif(
    not GOLDEN.is_dir(), reason="the golden RFM files of ../shared are not here"
)
# The published cuts: a value below the first is in group 1, and so on.
CUTS = {
    "r_score": ("recency_days", ["115", "181", "297.4", "482"]),
    "f_score": ("frequency", ["4", "5", "6", "8"]),
    "m_score": ("monetary", ["255.8", "382", "506.4", "666"]),
}


def rows_of(name):
    return duckdb.sql(f"from read_csv('{GOLDEN / name}', all_varchar = true)")


@pytest.fixture(scope="module")
def scores(project):
    orders = rows_of("rfm_orders.csv").fetchall()
    people = sorted({row[0] for row in orders})
    raw = {
        "contacts": [
            {"contact_id": who, "created_at": "2000-01-01", "audience": "b2c"}
            for who in people
        ],
        "orders": [
            {"order_id": str(n), "contact_id": who, "ordered_at": day, "amount": money}
            for n, (who, day, money) in enumerate(orders)
        ],
    }
    built = project.build(
        raw, read_seeds(PROJECT / "seeds"), date(2006, 12, 31), RUN_AT, ("lead_scores",)
    )
    return {row["contact_id"]: row for row in built["lead_scores"]}


@pytest.fixture(scope="module")
def expected():
    found = rows_of("rfm_expected_2006-12-31.csv")
    names = found.columns
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row["customer_id"]: row for row in rows}


@needs_golden
def test_recency_count_and_amount_of_995_people_are_exact(scores, expected):
    assert len(expected) == 995
    measures = {
        who: (row["recency_days"], row["frequency"], row["monetary"])
        for who, row in scores.items()
    }
    assert measures == {
        who: (
            int(row["recency_days"]),
            int(row["transaction_count"]),
            Decimal(row["amount"]),
        )
        for who, row in expected.items()
    }


@needs_golden
def test_quintile_scores_are_the_published_ones_but_at_the_cuts_themselves(
    scores, expected
):
    """The published rule adds one to each quantile before cutting, which only
    matters for values less than one above a quantile that is no whole number."""
    published = {
        "r_score": "recency_score",
        "f_score": "frequency_score",
        "m_score": "monetary_score",
    }
    differing = [
        (score, scores[who][measure])
        for who, row in expected.items()
        for score, (measure, _) in CUTS.items()
        if scores[who][score] != int(row[published[score]])
    ]
    assert all(
        any(0 <= Decimal(cut) - value < 1 for cut in CUTS[score][1])
        for score, value in differing
    )
    assert len(differing) == 3


@needs_golden
def test_equal_values_get_equal_scores(scores):
    for score, (measure, _) in CUTS.items():
        seen = {}
        for row in scores.values():
            seen.setdefault(row[measure], set()).add(row[score])
        assert all(len(found) == 1 for found in seen.values()), score
