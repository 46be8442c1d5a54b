"""What a preview says in words, in the terminal and on the page alike."""

from __future__ import annotations

from collections.abc import Iterable

from leads.database import Row
from leads.preview.edits import Edit
from leads.preview.reach import Reach

NO_LOAD = (
    "There is no load to compare: service_levels.csv promises no leads in the last "
    "months that are over."
)
NO_PROOF = (
    "No proof for {}: outcomes.csv names no outcome for it, or no lead has had the "
    "time that its outcome takes."
)
TOO_MANY = "too many"
NO_MODEL = "No score can change, so no list, label or score is compared."


def edited_cells(edits: Iterable[Edit]) -> list[Row]:
    """The edits as rows; an edit of a whole row says which in place of a cell."""
    return [
        {
            "file_name": f"{edit.seed}.csv",
            "row_name": edit.name,
            "cell": edit.column or kind_of(edit),
            "before": edit.before,
            "after": edit.after,
        }
        for edit in edits
    ]


def kind_of(edit: Edit) -> str:
    if edit.before is None:
        return "row added"
    return "row removed" if edit.after is None else "order of the rows"


def reach_in_words(reach: Reach) -> list[str]:
    """Whom the edits can move, one sentence for each model."""
    if reach.everything:
        return [
            "The edits change how facts are counted: everybody was scored again, "
            "in all models."
        ]
    if not reach.changed_models:
        return [NO_MODEL]
    return [reach_in_model(model, reach) for model in reach.changed_models]


def reach_in_model(model: str, reach: Reach) -> str:
    if model in reach.models:
        return f"The edits reach the whole model {model}: all its leads may move."
    rules = ", ".join(
        spoken(rule) for of, _, rule in sorted(reach.rules) if of == model
    )
    return (
        f"In {model} the edits reach only leads that have points to do with: {rules}."
    )


def spoken(name: str) -> str:
    return name.replace("_", " ")


def moves_of(rows: Iterable[Row]) -> list[Row]:
    """The rows of those whose label is another one afterwards."""
    return [row for row in rows if row["label_before"] != row["label_after"]]


def staying(rows: Iterable[Row]) -> int:
    """How many keep their label."""
    kept = [row for row in rows if row["label_before"] == row["label_after"]]
    return sum(row["contacts"] for row in kept)


def of_model(rows: Iterable[Row], model: str) -> list[Row]:
    return [row for row in rows if row["scoring_model"] == model]


def proof_of(rows: Iterable[Row], model: str) -> list[Row]:
    """Both versions of a model against what came of it; none if nothing was."""
    return [row for row in of_model(rows, model) if row["judged"]]


def bases_of(rows: Iterable[Row]) -> list[str]:
    """What a proof rests on; two sentences where the sides rest on other days."""
    return list(dict.fromkeys(basis_of(row) for row in rows))


def basis_of(row: Row) -> str:
    return (
        f"{row['scoring_model']}: {row['judged']:,} leads scored as of {row['cut_on']} "
        f"and judged by {spoken(row['outcome'])} within {row['horizon_days']} days; "
        f"{row['converted']:,} converted."
    )
