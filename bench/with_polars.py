"""Score a raw folder with Polars: python bench/with_polars.py RAW OUT.

The scores of the latest day alone: no ledger, no history, no reasons, no merged
contacts. Whatever reads all events is lazy and streams.
"""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import polars as pl
from rules import (
    COMPONENTS,
    ONE,
    Model,
    Price,
    behaviours,
    behaviours_of,
    latest_time,
    run,
)

KIND = ["event_type", "page", "channel", "campaign", "asset"]
EARTH_KM = 6371


def score(raw: Path, seeds: dict, models: list[Model]) -> pl.DataFrame:
    """One row per contact and model whose audience covers it."""
    contacts = read_contacts(raw)
    events = accepted(scan(raw, "events"), "event_id", "occurred_at", contacts)
    orders = accepted(scan(raw, "orders"), "order_id", "ordered_at", contacts)
    orders = orders.filter(pl.col("amount").is_not_null()).collect()
    matched, latest = find_occurrences(events, raw, seeds)
    times = contacts["created_at"], orders["ordered_at"], latest
    as_of = max(time.max() for time in times if len(time.drop_nulls())).date()

    counted = count_days(matched, seeds)
    bought = count_orders(orders, seeds, as_of)
    people = describe(contacts, seeds, as_of)
    return pl.concat(
        score_model(model, people, counted, bought, as_of) for model in models
    )


def scan(raw: Path, table: str) -> pl.LazyFrame:
    rows = pl.scan_parquet(raw / table / "**" / "*.parquet")
    return rows.drop("loaded_at", strict=False)


def readable(rows: pl.LazyFrame, own_id: str, time: str) -> pl.LazyFrame:
    """Rows with an id and a believable time."""
    has_id = pl.col(own_id).str.strip_chars(" ") != ""
    return rows.filter(has_id, pl.col(time) <= latest_time())


def accepted(
    rows: pl.LazyFrame, own_id: str, time: str, contacts: pl.DataFrame
) -> pl.LazyFrame:
    """Readable rows of known contacts; of rows with one id the earliest stays.

    Few ids are repeated, so only their rows are put in order.
    """
    rows = readable(rows, own_id, time)
    ids = rows.group_by(own_id).len().filter(pl.col("len") > 1)
    repeated = ids.select(own_id).collect(engine="streaming").lazy()
    others = [name for name in rows.collect_schema().names() if name != time]
    copies = rows.join(repeated, on=own_id, how="semi").sort(time, *others)
    earliest = copies.unique(own_id, keep="first", maintain_order=True)
    once = rows.join(repeated, on=own_id, how="anti")
    known = contacts.lazy().select("contact_id", "contact")
    return pl.concat([once, earliest]).join(known, on="contact_id")


def read_contacts(raw: Path) -> pl.DataFrame:
    """The earliest row of every contact, numbered."""
    audience = pl.col("audience").str.strip_chars(" ").str.to_lowercase()
    return (
        readable(scan(raw, "contacts"), "contact_id", "created_at")
        .sort("created_at")
        .unique("contact_id", keep="first")
        .with_columns(audience.replace("", None).fill_null("b2c"))
        .with_row_index("contact")
        .collect()
    )


def find_occurrences(
    events: pl.LazyFrame, raw: Path, seeds: dict
) -> tuple[pl.DataFrame, pl.Series]:
    """Who did what when, and the time of the latest event of all."""
    names = pl.Enum([each.name for each in behaviours(seeds)])
    kinds = scan(raw, "events").select(KIND).unique().collect(engine="streaming")
    found = [behaviours_of(kind, seeds) for kind in kinds.iter_rows(named=True)]
    kinds = kinds.with_columns(pl.Series("behaviour", found, pl.List(names)))
    kinds = kinds.explode("behaviour").drop_nulls("behaviour")
    matched = events.join(kinds.lazy(), on=KIND, nulls_equal=True)
    matched, latest = pl.collect_all(
        [
            matched.select("contact", "behaviour", "occurred_at"),
            events.select(pl.col("occurred_at").max()),
        ],
        engine="streaming",
    )
    return matched, latest["occurred_at"]


def count_days(matched: pl.DataFrame, seeds: dict) -> pl.DataFrame:
    """Occurrences that still count, per contact, behaviour and day."""
    for each in behaviours(seeds):
        if each.reset_by:
            matched = wipe(matched, each.name, each.reset_by)
    by_day = [each.name for each in behaviours(seeds) if each.by_day]
    count = pl.when(pl.col("behaviour").is_in(by_day)).then(1).otherwise("count")
    day = pl.col("occurred_at").dt.date().alias("day")
    counted = matched.group_by("contact", "behaviour", day)
    return counted.agg(pl.len().cast(pl.Int64).alias("count")).with_columns(
        count.alias("count")
    )


def wipe(matched: pl.DataFrame, behaviour: str, reset_by: str) -> pl.DataFrame:
    """Without the occurrences that a strictly later reset has wiped."""
    latest = pl.col("occurred_at").max().alias("reset_at")
    resets = matched.filter(pl.col("behaviour") == reset_by)
    is_touched = pl.col("behaviour") == behaviour
    is_later = pl.col("reset_at") > pl.col("occurred_at")
    kept = (
        matched.filter(is_touched)
        .join(resets.group_by("contact").agg(latest), on="contact", how="left")
        .filter(~is_later.fill_null(False))
    )
    return pl.concat([matched.filter(~is_touched), kept.drop("reset_at")])


def count_orders(orders: pl.DataFrame, seeds: dict, as_of: dt.date) -> pl.DataFrame:
    """Recency, frequency and money of everybody who has bought."""
    statuses = seeds["order_statuses"]
    meaning = {row["status"].lower(): row["counts_as"] for row in statuses}
    meaning[""] = "purchase"
    status = pl.col("status").fill_null("").str.strip_chars(" ").str.to_lowercase()
    counts_as = status.replace_strict(meaning, default="nothing")
    is_purchase = (counts_as == "purchase") & (pl.col("amount") >= 0)
    is_refund = counts_as.is_in(["purchase", "refund"]) & (pl.col("amount") < 0)
    days = (as_of - pl.col("last_on")).dt.total_days()
    return (
        orders.with_columns(is_purchase.alias("is_purchase"))
        .filter(pl.col("is_purchase") | is_refund)
        .group_by("contact")
        .agg(
            pl.col("is_purchase").sum().cast(pl.Int64).alias("frequency"),
            (pl.col("amount") * ONE).cast(pl.Int64).sum().alias("monetary"),
            pl.col("ordered_at").filter("is_purchase").max().dt.date().alias("last_on"),
        )
        .filter(pl.col("frequency") > 0)
        .select(
            "contact",
            (days * ONE).alias("recency_days"),
            pl.col("frequency") * ONE,
            "monetary",
        )
    )


def describe(contacts: pl.DataFrame, seeds: dict, as_of: dt.date) -> pl.DataFrame:
    """Contacts there on the day, with their age and whether an office is near."""
    born, created_on = pl.col("birth_date"), pl.col("created_at").dt.date()
    day_of_year = born.dt.strftime("%m%d")
    is_to_come = (day_of_year > f"{as_of:%m%d}").cast(pl.Int64)
    years = as_of.year - born.dt.year().cast(pl.Int64) - is_to_come
    near = pl.any_horizontal(
        kilometres(float(row["latitude"]), float(row["longitude"]))
        <= float(row["radius_km"])
        for row in seeds["offices"]
    )
    return contacts.filter(created_on <= as_of).with_columns(
        pl.when(born <= created_on).then(years).alias("age"),
        pl.when(near)
        .then(pl.lit("yes"))
        .when(~near)
        .then(pl.lit("no"))
        .alias("near_office"),
    )


def kilometres(latitude: float, longitude: float) -> pl.Expr:
    """Great-circle distance of a contact from a place."""
    half_north = (pl.col("latitude") - latitude).radians() / 2
    half_east = (pl.col("longitude") - longitude).radians() / 2
    shrink = pl.col("latitude").radians().cos() * math.cos(math.radians(latitude))
    chord = half_north.sin() ** 2 + shrink * half_east.sin() ** 2
    return chord.clip(upper_bound=1).sqrt().arcsin() * 2 * EARTH_KM


def score_model(
    model: Model,
    people: pl.DataFrame,
    counted: pl.DataFrame,
    bought: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Every rule a column, then the components within bounds, then the label."""
    if model.audience != "all":
        people = people.filter(pl.col("audience") == model.audience)
    table = people.join(bought, on="contact", how="left").select(
        "contact",
        "contact_id",
        *[fit_points(model, name).alias(name) for name in model.attributes()],
        *[in_bands(pl.col(name), model.bands(name)) for name in bought.columns[1:]],
    )
    for price in model.prices():
        points = behaviour_points(price, counted, as_of)
        table = table.join(points, on="contact", how="left")
    table = add_components(model, table.fill_null(0))
    return table.select(
        "contact_id",
        pl.lit(model.name).alias("scoring_model"),
        *[f"{component}_points" for component in COMPONENTS],
        label_of(model).alias("label"),
    )


def behaviour_points(
    price: Price, counted: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """The points of one rule: each different weighted count is priced once."""
    age = (as_of - pl.col("day")).dt.total_days()
    left = pl.lit(0)
    for age_days, remaining in price.curve:
        left = pl.when(age >= age_days).then(remaining).otherwise(left)
    counts = (
        counted.filter(pl.col("behaviour") == price.behaviour)
        .group_by("contact")
        .agg((pl.col("count") * left).sum().alias(price.behaviour))
    )
    worth = {count: price.points(count) for count in counts[price.behaviour].unique()}
    priced = pl.col(price.behaviour).replace_strict(worth, return_dtype=pl.Int64)
    return counts.with_columns(priced)


def fit_points(model: Model, attribute: str) -> pl.Expr:
    ranges, texts = model.fit_ranges(attribute), model.fit_texts(attribute)
    if ranges:
        return in_bands(pl.col(attribute) * ONE, ranges)
    tidy = pl.col(attribute).str.strip_chars(" ").str.to_lowercase()
    return tidy.replace_strict(texts, default=0, return_dtype=pl.Int64)


def in_bands(value: pl.Expr, bands: list[tuple[int, int, int]]) -> pl.Expr:
    points = pl.when(value.is_null()).then(pl.lit(0, pl.Int64))
    for at_least, below, worth in bands:
        points = points.when((value >= at_least) & (value < below)).then(worth)
    return points.otherwise(0).alias(value.meta.output_name())


def add_components(model: Model, table: pl.DataFrame) -> pl.DataFrame:
    """A component is the sum of its rules, the total that of the components."""
    for component, rules in model.rules().items():
        least, most = model.bounds(component)
        points = pl.sum_horizontal(pl.lit(0, pl.Int64), *rules).clip(least, most)
        table = table.with_columns(points.alias(f"{component}_points"))
    return table


def label_of(model: Model) -> pl.Expr:
    """The first alternative, from the highest rank down, that holds."""
    label = pl.when(False).then(None)
    for name, conditions in model.labels():
        holds = [pl.col(column) * ONE >= needed for column, needed in conditions]
        label = label.when(pl.all_horizontal(True, *holds)).then(pl.lit(name))
    return label


if __name__ == "__main__":
    run(score)
