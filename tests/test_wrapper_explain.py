"""The explanation of a score adds up, and says why it cannot be given."""

from pathlib import Path

import duckdb
import pytest
from compiled_project import PROJECT

from leads import cli

SCORE_STEPS = PROJECT / "models" / "marts" / "score_steps.sql"

MARTS = """
    create schema marts;
    create table marts.lead_scores as
        select * from (values
            ('c-001', 'grid', true, date '2025-06-30', 'hot', 'Call', 1300, null),
            ('c-001', 'table', false, date '2025-06-30', 'cold', 'Wait', 0, null),
            ('c-002', 'grid', true, date '2025-06-30', 'cold', 'Wait', 0, 'own_staff')
        ) as scores (
            contact_id, scoring_model, is_primary, as_of, label, next_action,
            total_points, exclusion_reason
        );
    create table marts.score_history as
        select 'c-001' as contact_id, 'grid' as scoring_model, * from (values
            (date '2025-06-01', date '2025-06-20', 'warm', 500),
            (date '2025-06-20', date '2025-07-15', 'hot', 1300),
            (date '2025-07-15', null, 'hot', 1200)
        ) as history (effective_on, until_on, label, total_points);
    create table marts.score_ledger as
        select *, 'grid' as scoring_model, 'behaviour' as component,
            'implicit' as kind, 1 as occurrences, 0.5 as weighted_count,
            'ours: ' || rule as why
        from (values
            ('c-001', 'visit', date '2025-06-01', 'earned', 500),
            ('c-001', 'demo', date '2025-06-20', 'earned', 800),
            ('c-001', 'visit', date '2025-07-15', 'faded', -100)
        ) as ledger (contact_id, rule, effective_on, reason, points);
"""


@pytest.fixture
def explain(tmp_path: Path, capsys):
    database = tmp_path / "leads.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(MARTS)
        steps = SCORE_STEPS.read_text(encoding="utf-8")
        steps = steps.replace(
            "{{ ref('score_ledger').include(database=false) }}", "marts.score_ledger"
        )
        connection.execute(f"create view marts.score_steps as {steps}")

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main(["explain", *arguments, "--db", str(database)])
        printed = capsys.readouterr()
        return code, printed.out if code == 0 else printed.err

    return run


def numbers_of(printed: str, word: str) -> list[str]:
    line = next(line for line in printed.splitlines() if word in line)
    return [part for part in line.split() if part.lstrip("-").isdigit()]


def test_the_ledger_runs_up_to_the_score(explain):
    code, printed = explain("c-001", "--model", "grid")
    assert code == 0
    assert "hot: 1300 points. Next: Call" in printed
    assert numbers_of(printed, "2025-06-01") == ["1", "500", "500"]
    assert numbers_of(printed, "2025-06-20") == ["1", "800", "1300"]
    assert numbers_of(printed, " score ") == ["1300"]
    assert "ours: demo" in printed


def test_what_is_to_come_stands_apart(explain):
    _, printed = explain("c-001", "--model", "grid")
    counted, coming = printed.split("Coming, if nothing happens")
    assert "2025-07-15" not in counted
    assert numbers_of(coming, "2025-07-15") == ["1", "-100", "1200"]


def test_an_earlier_day_sums_the_ledger_up_to_that_day(explain):
    _, printed = explain("c-001", "--model", "grid", "--as-of", "2025-06-10")
    assert "warm: 500 points." in printed
    assert numbers_of(printed, "score on 2025-06-10") == ["500"]


def test_before_the_first_points_there_is_nothing_to_explain(explain):
    _, printed = explain("c-001", "--model", "grid", "--as-of", "2025-05-01")
    assert "No points yet." in printed
    assert numbers_of(printed, "score on 2025-05-01") == ["0"]


def test_every_model_is_explained_unless_one_is_named(explain):
    _, printed = explain("c-001")
    assert "c-001 in grid" in printed
    assert "c-001 in table" in printed


def test_an_excluded_contact_says_so(explain):
    _, printed = explain("c-002")
    assert "Kept from sales: own_staff" in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["c-01"], "There is no contact 'c-01'. The closest are: c-001, c-002."),
        (["c-001", "--model", "x"], "no scoring model 'x'. The models are: grid, tab"),
        (["c-002", "--model", "table"], "does not score 'c-002': its models are grid"),
        (["c-001", "--as-of", "2025-07-01"], "build again with --as-of 2025-07-01"),
        (["c-001", "--as-of", "yesterday"], "'yesterday' is not a day"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_a_hint(explain, arguments, words):
    code, said = explain(*arguments)
    assert code == 1
    assert words in said


def test_without_a_file_the_answer_is_to_build(tmp_path, capsys):
    code = cli.main(["explain", "c-001", "--db", str(tmp_path / "none.duckdb")])
    assert code == 1
    assert "build first" in capsys.readouterr().err


def test_a_file_without_the_marts_is_not_explained(tmp_path, capsys):
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    code = cli.main(["explain", "c-001", "--db", str(tmp_path / "other.duckdb")])
    assert code == 1
    assert "was not made by this version" in capsys.readouterr().err
