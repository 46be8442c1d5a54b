"""What the backtest says of one scoring model, in the terminal."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from leads.database import Row
from leads.formats import rounded
from leads.screen import ask, print_rows, say

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
