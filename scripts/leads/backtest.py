"""The backtest: past scores held against what happened after them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from leads.database import Row, published, rows_of
from leads.export_csv import write_csv
from leads.files import whole_file
from leads.formats import rounded
from leads.problems import InputProblem
from leads.scratch import evaluated, needed_for
from leads.screen import ask, print_rows, say

TABLES = needed_for("rpt_backtest", "rpt_backtest_labels", "rpt_backtest_models")
LONGEST_HORIZON = 3650
HOW_TO_READ = (
    "AUC: how often somebody who converted had more points than somebody who did not "
    "(0.5: chance). Lift: rate of the best tenth over the rate of all; of those who "
    "are equal on its edge, the part that fits in. dated: the rules without fit that "
    "has no date. Left out: before (converted before), unripe (the horizon has not "
    "passed)."
)
FIT_IS_TODAYS = (
    "Fit is today's for up to {} % of the judged: contact_changes has no rows of those "
    "attributes, so what was learned later may show. Compare the dated AUC."
)
NO_CUTS = (
    "{}: no day can be judged: on none of those chosen was there a contact yet, or no "
    "horizon of {} days has passed.\n"
)


def run_backtest(
    db: Path,
    from_day: date | None,
    to_day: date | None,
    every: str | None,
    horizon: int | None,
    out: Path | None,
) -> None:
    """Print how past scores did, and write all figures to `out` if asked.

    The days are judged in a copy of the published file. Raises InputProblem
    where nothing can be judged.
    """
    if from_day and to_day and from_day > to_day:
        raise InputProblem(f"--from {from_day} is after --to {to_day}: swap the two.")
    if horizon is not None and not 1 <= horizon <= LONGEST_HORIZON:
        raise InputProblem(
            f"--horizon {horizon} is no number of days to wait for an outcome: "
            f"write 1 to {LONGEST_HORIZON}, such as --horizon 90."
        )
    check_known(db, {"--from": from_day, "--to": to_day})
    told = {"from": from_day, "to": to_day, "every": every, "horizon": horizon}
    variables = {f"backtest_{name}": str(told[name]) for name in told if told[name]}
    with (
        evaluated(db, variables, TABLES) as file,
        published(file) as connection,
    ):
        show(connection, out)


def check_known(db: Path, days: dict[str, date | None]) -> None:
    with published(db) as connection:
        [row] = rows_of(connection, "select as_of from run.run_as_of")
    for option, day in days.items():
        if day and row["as_of"] and day > row["as_of"]:
            raise InputProblem(
                f"{option} is after {row['as_of']}, the day scored as of: nothing is "
                "known of what came after."
            )


def show(connection: DuckDBPyConnection, out: Path | None) -> None:
    models = rows_of(
        connection, "from reports.rpt_backtest_models order by scoring_model"
    )
    if not models:
        raise InputProblem(
            "No outcome is defined, so there is nothing to judge a score by: add a "
            "row for an active scoring model to outcomes.csv, and build."
        )
    for model in models:
        print_model(connection, model)
    if out:
        figures = connection.sql(
            "from reports.rpt_backtest order by scoring_model, cut_on, contender, "
            "group_kind, try_cast(group_name as integer), group_name"
        )
        with whole_file(out, "name another file with --out FILE.csv.") as beside:
            write_csv(beside, figures.columns, figures.fetchall())
        say(f"Written to {out}")


def print_model(connection: DuckDBPyConnection, model: Row) -> None:
    """Print the cuts of a model, its labels, and what to beware of."""
    name, horizon = model["scoring_model"], model["horizon_days"]
    if not model["cuts"]:
        say(NO_CUTS.format(name, horizon))
        return
    cuts = [
        {
            **day,
            "rules_area": area(day, "rules"),
            "rfm_area": area(day, "rfm"),
            "beware": day["verdict"] if day["verdict"] != "enough to say" else "",
        }
        for day in ask(connection, "backtest_days", model=name)
    ]
    title = name, model["outcome"], horizon, model["population"]
    print_rows("backtest_days", cuts, *title)
    say(HOW_TO_READ, wrapped=True)
    if share := model["undated_fit_share"]:
        say(FIT_IS_TODAYS.format(rounded(100 * share, 0)), wrapped=True)
    labels = ask(connection, "backtest_labels", model=name)
    print_rows("backtest_labels", labels, name)


def area(cut: Row, ranker: str) -> str | None:
    """An area with its interval, where there is one."""
    ends = ("auc", "auc_low", "auc_high")
    middle, low, high = (cut[f"{ranker}_{end}"] for end in ends)
    if low is None:
        return middle and str(rounded(middle))
    return f"{rounded(middle)} [{rounded(low)}-{rounded(high)}]"
