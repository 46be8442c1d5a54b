"""The answers of a preview by scoring model, as page and terminal show them."""

from __future__ import annotations

from dataclasses import dataclass

from leads.database import Row
from leads.preview.causes import cause_in_words, causes
from leads.preview.words import basis, interval


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
    found = causes(answers["ledger_changes"])

    def of(model: str, question: str) -> list[Row]:
        return [row for row in answers[question] if row["scoring_model"] == model]

    def cause(row: Row) -> str:
        rows = found.get((row["scoring_model"], row["contact_id"]), [])
        return cause_in_words(row, rows, most_causes, arrow)

    return [
        Model(
            model,
            counts,
            [{**row, "causes": cause(row)} for row in of(model, "mql_changes")],
            of(model, "label_moves"),
            of(model, "score_distribution"),
            [
                {**row, "interval": interval(row)}
                for row in of(model, "proof")
                if row["judged"]
            ],
        )
        for counts in answers["mql_counts"]
        for model in [counts["scoring_model"]]
    ]
