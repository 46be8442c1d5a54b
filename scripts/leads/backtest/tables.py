"""What the backtest says of one scoring model, in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from leads.screen import cell, table

Row = dict[str, Any]
CUTS = {
    "cut_on": "cut",
    "converted_before": "before#",
    "not_ripe": "unripe#",
    "judged": "judged#",
    "converted": "converted#",
    "base_percent": "rate %#",
    "rules_area": "rules: AUC",
    "dated_area": "dated: AUC#",
    "rules_lift": "lift#",
    "rfm_area": "rfm: AUC",
    "rfm_lift": "lift#",
    "verdict": "",
}
LABELS = {
    "label": "label",
    "contacts": "contacts#",
    "converted": "converted#",
    "rate_percent": "rate %#",
    "recall_percent": "of all converted %#",
    "lift": "lift#",
    "": "",
}
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


def print_model(
    model: Row, cuts: list[Row], labels: list[Row], console: Console
) -> None:
    """Print the cuts of a model, its labels, and what to beware of."""
    name = model["scoring_model"]
    if not model["cuts"]:
        console.print(cell(NO_CUTS.format(name, model["horizon_days"])))
        return
    title = (
        f"{name}: {model['outcome']} within {model['horizon_days']} days, "
        f"{model['population']}"
    )
    print_rows(cell(title), CUTS, of_model(cuts, name), console)
    console.print(HOW_TO_READ)
    if model["undated_fit_share"]:
        console.print(FIT_IS_TODAYS.format(model["undated_fit_percent"]))
    rows = of_model(labels, name)
    if rows:
        title = cell(f"\n{name}: labels, over cuts a horizon apart")
        print_rows(title, LABELS, rows, console)


def print_rows(
    title: str, columns: dict[str, str], rows: list[Row], console: Console
) -> None:
    cells = [[row.get(name) for name in columns] for row in rows]
    console.print(table(title, list(columns.values()), cells))


def of_model(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if row["scoring_model"] == name]
