"""The answers of a preview by scoring model, as page and terminal show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from leads.database import Row
from leads.formats import between
from leads.preview.words import basis, spoken

OTHER_CAUSE = "labels, thresholds or exclusions changed"


@dataclass(frozen=True)
class Model:
    """One compared model: who enters or leaves its list, and who changes label."""

    name: str
    counts: Row
    changes: list[Row]
    moves: list[Row]
    distribution: list[Row]
    proof: list[Row]

    @property
    def enters(self) -> list[Row]:
        return [row for row in self.changes if row["change"] == "enters"]

    @property
    def leaves(self) -> list[Row]:
        return [row for row in self.changes if row["change"] == "leaves"]

    @property
    def labels(self) -> list[str | None]:
        """The labels of both sides, best first; None is nobody's score."""
        ranks = {
            row[f"label_{side}"]: row[f"rank_{side}"]
            for side in ("before", "after")
            for row in self.moves
        }
        none = [None] if None in ranks else []
        ranks.pop(None, None)
        return [*sorted(ranks, key=ranks.__getitem__, reverse=True), *none]

    @property
    def cells(self) -> dict[tuple, Row]:
        """The moves by label before and label after."""
        return {(row["label_before"], row["label_after"]): row for row in self.moves}

    @property
    def movers(self) -> list[Row]:
        """The rows of those whose label is another one afterwards."""
        return [row for row in self.moves if row["label_before"] != row["label_after"]]

    @property
    def staying(self) -> int:
        """How many keep their label."""
        return sum(row["contacts"] for row in self.moves if row not in self.movers)

    @property
    def bases(self) -> list[str]:
        """What the proof rests on; two sentences where the sides differ in it."""
        return list(dict.fromkeys(map(basis, self.proof)))


def models_of(
    answers: dict[str, list[Row]], most_causes: int, arrow: str
) -> list[Model]:
    """The compared models; of each change at most so many causes in words."""
    ledger_rows = defaultdict(list)
    for row in answers["ledger_changes"]:
        ledger_rows[row["scoring_model"], row["contact_id"]].append(row)

    def of(model: str, question: str) -> list[Row]:
        return [row for row in answers[question] if row["scoring_model"] == model]

    def cause(change: Row) -> str:
        rows = ledger_rows[change["scoring_model"], change["contact_id"]]
        return cause_in_words(change, rows, most_causes, arrow)

    models = []
    for counts in answers["mql_counts"]:
        model = counts["scoring_model"]
        changes = [{**row, "causes": cause(row)} for row in of(model, "mql_changes")]
        proof = [
            {**row, "interval": between(row, "auc") or "too few for an interval"}
            for row in of(model, "proof")
            if row["judged"]
        ]
        moves, bands = of(model, "label_moves"), of(model, "score_distribution")
        models.append(Model(model, counts, changes, moves, bands, proof))
    return models


def cause_in_words(change: Row, rows: list[Row], most: int, arrow: str) -> str:
    """Why somebody enters or leaves: at most so many ledger rows that differ."""
    said = ", ".join(ledger_row(row, arrow) for row in rows[:most])
    if rows[most:]:
        said += f" ... and {len(rows[most:])} more"
    if exclusion := exclusion_in_words(change):
        return f"{exclusion}; {said}" if said else exclusion
    if not rows:
        return f"the points are the same: {OTHER_CAUSE}"
    return f"{OTHER_CAUSE}, in spite of {said}" if went_against(change) else said


def exclusion_in_words(change: Row) -> str:
    """Who is kept from sales from now on, or no longer."""
    before, after = change.get("exclusion_before"), change.get("exclusion_after")
    if before == after:
        return ""
    return f"excluded: {spoken(after)}" if after else f"no longer {spoken(before)}"


def went_against(change: Row) -> bool:
    """True for who enters with fewer points, or leaves with more."""
    before, after = change["points_before"], change["points_after"]
    if before is None or after is None:
        return False
    return after < before if change["change"] == "enters" else after > before


def ledger_row(row: Row, arrow: str) -> str:
    """A ledger row: pricing page visit +5 -> +8 (2026-11-14)."""
    rule = f"{row['component']} bound" if row["rule"] == "bound" else row["rule"]
    reason = "" if row["reason"] == "earned" else f" {spoken(row['reason'])}"
    before, after = signed(row["points_before"]), signed(row["points_after"])
    return f"{spoken(rule)}{reason} {before}{arrow}{after} ({row['effective_on']})"


def signed(points: int) -> str:
    return f"{points:+}" if points else "0"
