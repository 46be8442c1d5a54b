"""The shipped rules as plain data, for the programs that score without SQL.

A number of a seed is held in ten-thousandths, as a whole number, so that every
sum is exact.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
ONE = 10_000
COMPONENTS = ("behaviour", "fit", "rfm", "total")
MEASURES = ("recency_days", "frequency", "monetary")
Row = dict[str, str]


def read_seeds(folder: Path) -> dict[str, list[Row]]:
    """Every seed of a folder by its name, cells without outer blanks."""
    return {path.stem: read_seed(path) for path in folder.glob("*.csv")}


def read_seed(path: Path) -> list[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        return [
            {name: cell.strip() for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def units(text: str) -> int:
    """A number of a seed in ten-thousandths: 0.75 is 7500."""
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("+-").partition(".")
    return sign * (int(whole or 0) * ONE + int(f"{part:0<4}"))


def whole(points: int, divisor: int) -> int:
    """A quotient rounded half away from zero."""
    size = (2 * abs(points) + divisor) // (2 * divisor)
    return size if points >= 0 else -size


@dataclass(frozen=True)
class Behaviour:
    """What an event has to be to count, and what wipes it."""

    name: str
    rows: list[Row]

    @property
    def by_day(self) -> bool:
        return self.rows[0]["count_by"] == "day"

    @property
    def reset_by(self) -> str:
        return self.rows[0]["reset_by"]

    def matches(self, event: dict[str, str | None]) -> bool:
        """True if one of its rows fits the type and fields of an event."""
        return any(
            row["event_type"] == event["event_type"]
            and (not row["field"] or like(event[row["field"]], row["pattern"]))
            for row in self.rows
        )


def like(cell: str | None, pattern: str) -> bool:
    """SQL LIKE; an empty cell is unknown and matches nothing."""
    wild = {"%": ".*", "_": "."}
    regex = "".join(wild.get(sign, re.escape(sign)) for sign in pattern)
    return bool(cell) and re.fullmatch(regex, cell, re.DOTALL) is not None


@dataclass(frozen=True)
class Price:
    """A row of the grid: what a weighted count is worth."""

    row: Row
    curve: list[tuple[int, int]]
    weight: int

    @property
    def behaviour(self) -> str:
        return self.row["behaviour"]

    def within_max(self, points: int) -> int:
        most = units(self.row["max"]) if self.row["max"] else points
        return max(points, most) if most < 0 else min(points, most)

    def at(self, count: int) -> int:
        """Points in ten-thousandths at a whole count."""
        tiers = {
            int(name.removeprefix("from_")): cell
            for name, cell in self.row.items()
            if name.startswith("from_") and cell
        }
        reached = [tier for tier in tiers if tier <= count]
        return self.within_max(units(tiers[max(reached)]) if reached else 0)

    def points(self, weighted_count: int) -> int:
        """Whole points of a count in ten-thousandths."""
        if self.row["each"]:
            most = self.row["max"]
            exact = weighted_count * units(self.row["each"])
            if most:
                edge = units(most) * ONE
                exact = max(exact, edge) if edge < 0 else min(exact, edge)
        else:
            count, rest = divmod(weighted_count, ONE)
            low, high = self.at(count), self.at(count + 1)
            exact = low * ONE + rest * (high - low)
        return whole(exact * self.weight, ONE * ONE * ONE)


@dataclass(frozen=True)
class Model:
    """One scoring model of the seeds."""

    name: str
    audience: str
    seeds: dict[str, list[Row]]

    def of(self, seed: str) -> list[Row]:
        return [row for row in self.seeds[seed] if row["scoring_model"] == self.name]

    def component(self, name: str) -> Row:
        rows = [r for r in self.of("score_components") if r["component"] == name]
        return rows[0] if rows else {"weight": "1", "min": "", "max": ""}

    def weight(self, component: str) -> int:
        return units(self.component(component)["weight"] or "1")

    def bounds(self, component: str) -> tuple[int | None, int | None]:
        """The least and the most whole points of a component, if any."""
        row = self.component(component)
        return tuple(int(row[end]) if row[end] else None for end in ("min", "max"))

    def prices(self) -> list[Price]:
        """The grid with the steps of its curves: age in days, what is left."""
        weight = self.weight("behaviour")
        prices = []
        for row in self.of("point_grid"):
            steps = [
                (int(step["age_days"]), units(step["remaining"]))
                for step in self.seeds["decay_curves"]
                if row["decay_curve"] and step["decay_curve"] == row["decay_curve"]
            ]
            prices.append(Price(row, sorted({0: ONE, **dict(steps)}.items()), weight))
        return prices

    def bands(self, measure: str) -> list[tuple[int, int, int]]:
        """Bands of a measure in ten-thousandths: from, below, whole points."""
        return self.ranges("rfm_bands", "rfm", {"measure": measure})

    def ranges(self, seed: str, component: str, where: Row) -> list[tuple]:
        far = 10**18
        return [
            (
                units(row["at_least"]) if row["at_least"] else -far,
                units(row["below"]) if row["below"] else far,
                self.weighted(row["points"], component),
            )
            for row in self.of(seed)
            if where.items() <= row.items() and not row.get("equals")
        ]

    def attributes(self) -> list[str]:
        return list(dict.fromkeys(row["attribute"] for row in self.of("fit_points")))

    def rules(self) -> dict[str, list[str]]:
        """What each component is the sum of, the total last."""
        return {
            "behaviour": [price.behaviour for price in self.prices()],
            "fit": self.attributes(),
            "rfm": list(MEASURES),
            "total": [f"{component}_points" for component in COMPONENTS[:-1]],
        }

    def fit_texts(self, attribute: str) -> dict[str, int]:
        """Whole points by value, in lower case."""
        return {
            row["equals"].lower(): self.weighted(row["points"], "fit")
            for row in self.of("fit_points")
            if row["attribute"] == attribute and row["equals"]
        }

    def fit_ranges(self, attribute: str) -> list[tuple[int, int, int]]:
        return self.ranges("fit_points", "fit", {"attribute": attribute})

    def weighted(self, points: str, component: str) -> int:
        return whole(units(points) * self.weight(component), ONE * ONE)

    def journey(self) -> int:
        """The points of the first time of every step, in ten-thousandths."""
        first = {
            price.behaviour: price.within_max(units(price.row["each"]))
            if price.row["each"]
            else price.at(1)
            for price in self.prices()
        }
        return sum(first[step["behaviour"]] for step in self.of("journey_steps"))

    def labels(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Alternatives from the highest rank down: label, and its conditions.

        A condition is a column of points and the ten-thousandths it needs.
        """
        rows = sorted(self.of("labels"), key=lambda row: -int(row["rank"]))
        alternatives: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for row in rows:
            held = alternatives.setdefault((row["label"], row["alternative"]), [])
            if row["component"]:
                is_journey = row["at_least"] == "journey"
                needed = self.journey() if is_journey else units(row["at_least"])
                measure = row["component"]
                is_rule = measure not in COMPONENTS
                held.append((measure if is_rule else f"{measure}_points", needed))
        return [(label, held) for (label, _), held in alternatives.items()]


def models(seeds: dict[str, list[Row]], chosen: str) -> list[Model]:
    """The active models, or the one chosen."""
    return [
        Model(row["scoring_model"], row["audience"], seeds)
        for row in seeds["scoring_models"]
        if row["is_active"] == "yes" and chosen in ("both", row["scoring_model"])
    ]


def behaviours(seeds: dict[str, list[Row]]) -> list[Behaviour]:
    names = dict.fromkeys(row["behaviour"] for row in seeds["behaviours"])
    return [
        Behaviour(name, [r for r in seeds["behaviours"] if r["behaviour"] == name])
        for name in names
    ]


def behaviours_of(kind: dict[str, str | None], seeds: dict[str, list[Row]]) -> list:
    """The names of the behaviours an event of this type, page, ... is one of."""
    asset = [row for row in seeds["assets"] if row["asset"] == kind["asset"]]
    described = {
        **kind,
        "asset_velocity": asset[0]["velocity"] if asset else None,
        "content_stage": asset[0]["content_stage"] if asset else None,
    }
    return [each.name for each in behaviours(seeds) if each.matches(described)]


def latest_time() -> dt.datetime:
    """Rows dated later than this are rejected."""
    return dt.datetime.now(dt.timezone.utc).replace(tzinfo=None) + dt.timedelta(days=1)


def run(score: Callable[[Path, dict[str, list[Row]], list[Model]], Any]) -> None:
    """Read the command line, score, and write what `score` returns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("raw", type=Path, help="folder of Parquet exports")
    parser.add_argument("out", type=Path, help="Parquet file to write")
    parser.add_argument("--model", default="both", help="one scoring model, or both")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="seed folder")
    given = parser.parse_args()
    seeds = read_seeds(given.seeds)
    scores = score(given.raw, seeds, models(seeds, given.model))
    write = getattr(scores, "write_parquet", None) or scores.to_parquet
    write(given.out)
