"""What a scoring run returns."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class LedgerRow:
    contact_id: str
    scoring_model: str
    component: str
    rule: str
    effective_on: date
    reason: str
    occurrences: int | None
    weighted_count: Fraction | None
    points: int
    kind: str | None


@dataclass(frozen=True)
class Standing:
    """The points and the label of a contact in a model on one day."""

    total_points: int
    behaviour_points: int
    fit_points: int
    rfm_points: int
    label: str
    label_rank: int


@dataclass(frozen=True)
class Score(Standing):
    """The standing as of as_of, and what is known beside it."""

    profile_completeness: Fraction
    r_score: int | None
    f_score: int | None
    m_score: int | None
    rfm_segment: str | None
    is_excluded: bool
    exclusion_reason: str | None


@dataclass(frozen=True)
class HistoryRow(Standing):
    """The standing on a day with ledger rows, post-dated days included."""

    contact_id: str
    scoring_model: str
    effective_on: date


@dataclass(frozen=True)
class Mql:
    contact_id: str
    scoring_model: str
    qualified_on: date
    cools_on: date | None


@dataclass
class Result:
    as_of: date | None
    ledger: list[LedgerRow] = field(default_factory=list)
    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    history: list[HistoryRow] = field(default_factory=list)
    mqls: list[Mql] = field(default_factory=list)
    audit: Counter = field(default_factory=Counter)
