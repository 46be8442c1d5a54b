"""What the backtest says of one scoring model, in the terminal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.database import Row, rows_of
from leads.screen import cell, table

CUTS = [
    "cut",
    "before#",
    "unripe#",
    "judged#",
    "converted#",
    "rate %#",
    "rules: AUC",
    "dated: AUC#",
    "lift#",
    "rfm: AUC",
    "lift#",
    "",
]
LABELS = [
    "label",
    "contacts#",
    "converted#",
    "rate %#",
    "of all converted %#",
    "lift#",
    "",
]
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


def print_model(connection: DuckDBPyConnection, model: Row, console: Console) -> None:
    """Print the cuts of a model, its labels, and what to beware of."""
    name = model["scoring_model"]
    if not model["cuts"]:
        console.print(cell(NO_CUTS.format(name, model["horizon_days"])))
        return
    title = (
        f"{name}: {model['outcome']} within {model['horizon_days']} days, "
        f"{model['population']}"
    )
    cuts = rows_of(
        connection,
        """
        select * from reports.rpt_backtest_days
        where scoring_model = $model
        order by cut_on
        """,
        model=name,
    )
    console.print(table(cell(title), CUTS, [cut_cells(cut) for cut in cuts]))
    console.print(HOW_TO_READ)
    if model["undated_fit_share"]:
        console.print(FIT_IS_TODAYS.format(percent(model["undated_fit_share"], 0)))
    labels = rows_of(
        connection,
        """
        select * from reports.rpt_backtest_labels
        where scoring_model = $model
        order by label_rank desc
        """,
        model=name,
    )
    if labels:
        title = cell(f"\n{name}: labels, over cuts a horizon apart")
        console.print(table(title, LABELS, [label_cells(label) for label in labels]))


def cut_cells(cut: Row) -> list[Any]:
    verdict = cut["verdict"]
    return [
        cut["cut_on"],
        cut["converted_before"],
        cut["not_ripe"],
        cut["judged"],
        cut["converted"],
        percent(cut["base_rate"]),
        area(cut, "rules"),
        rounded(cut["dated_rules_auc"]),
        rounded(cut["rules_top_tenth_lift"]),
        area(cut, "rfm"),
        rounded(cut["rfm_top_tenth_lift"]),
        "" if verdict == "enough to say" else verdict,
    ]


def label_cells(label: Row) -> list[Any]:
    return [
        label["label"],
        label["contacts"],
        label["converted"],
        percent(label["conversion_rate"]),
        percent(label["recall"]),
        rounded(label["lift"]),
        "",
    ]


def area(cut: Row, ranker: str) -> str | None:
    """An area with its interval, where there is one."""
    names = ("auc", "auc_low", "auc_high")
    middle, low, high = (rounded(cut[f"{ranker}_{name}"]) for name in names)
    return f"{middle} [{low}-{high}]" if low is not None else middle and str(middle)


def rounded(number: Decimal | None) -> Decimal | None:
    """To two places, halves away from 0."""
    return number and number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(share: Decimal | None, places: int = 2) -> Decimal | None:
    return share and (100 * share).quantize(Decimal(10) ** -places, ROUND_HALF_UP)
