"""Score a raw folder with pandas: python bench/with_pandas.py RAW OUT.

The scores of the latest day alone: no ledger, no history, no reasons, no merged
contacts. Texts that repeat are read as categories, and only needed columns.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from rules import (
    COMPONENTS,
    MEASURES,
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


def score(raw: Path, seeds: dict, models: list[Model]) -> pd.DataFrame:
    """One row per contact and model whose audience covers it."""
    contacts = read_contacts(raw)
    columns = ["event_id", "contact_id", "occurred_at", *KIND]
    events = read(raw, "events", columns)
    events = accepted(events, "event_id", "occurred_at", contacts)
    columns = ["order_id", "contact_id", "ordered_at", "amount", "status"]
    orders = read(raw, "orders", columns)
    orders = accepted(orders, "order_id", "ordered_at", contacts)
    orders = orders[orders["amount"].notna()]
    times = contacts["created_at"], events["occurred_at"], orders["ordered_at"]
    as_of = max(time.max() for time in times if len(time)).normalize()

    occurrences = find_occurrences(events, seeds)
    bought = count_orders(orders, seeds, as_of)
    people = describe(contacts, seeds, as_of)
    tables = [score_model(each, people, occurrences, bought, as_of) for each in models]
    return pd.concat(tables, ignore_index=True)


def read(raw: Path, table: str, columns: list[str] | None = None) -> pd.DataFrame:
    repeating = ["contact_id", "status", *KIND] if columns else None
    return pd.read_parquet(raw / table, columns=columns, read_dictionary=repeating)


def readable(rows: pd.DataFrame, own_id: str, time: str) -> pd.DataFrame:
    """Rows with an id and a believable time."""
    has_id = rows[own_id].fillna("").str.strip(" ") != ""
    return rows[has_id & (rows[time] <= latest_time())]


def accepted(
    rows: pd.DataFrame, own_id: str, time: str, contacts: pd.DataFrame
) -> pd.DataFrame:
    """Readable rows of known contacts; of rows with one id the earliest stays.

    Few ids are repeated, so only their rows are put in order.
    """
    rows = readable(rows, own_id, time)
    is_repeated = rows[own_id].duplicated(keep=False)
    order = [time, *(name for name in rows.columns if name != time)]
    copies = rows[is_repeated].astype(dict.fromkeys(order[1:], object))
    copies = copies.sort_values(order, na_position="first")
    later = copies.index[copies[own_id].duplicated()]
    rows = rows.drop(columns=own_id).drop(index=later)
    numbers = pd.Index(contacts["contact_id"])
    numbers = numbers.get_indexer(rows["contact_id"].cat.categories)
    codes = rows["contact_id"].cat.codes.to_numpy()
    contact = np.where(codes < 0, -1, numbers[codes])
    return rows.drop(columns="contact_id").assign(contact=contact)[contact >= 0]


def read_contacts(raw: Path) -> pd.DataFrame:
    """The earliest row of every contact, numbered by its place."""
    contacts = readable(read(raw, "contacts"), "contact_id", "created_at")
    contacts = contacts.sort_values("created_at").drop_duplicates("contact_id")
    return contacts.assign(
        audience=tidy(contacts["audience"]).replace("", "b2c"),
        birth_date=pd.to_datetime(contacts["birth_date"]),
    ).reset_index(drop=True)


def tidy(texts: pd.Series) -> pd.Series:
    return texts.astype("string").fillna("").str.strip(" ").str.lower()


def find_occurrences(events: pd.DataFrame, seeds: dict) -> dict[str, pd.DataFrame]:
    """For each behaviour who did it when, without what a reset has wiped."""
    code = np.zeros(len(events), dtype="int64")
    for name in KIND:
        labels = events[name].cat
        code = code * (len(labels.categories) + 1) + labels.codes + 1
    kind_of_event, first = pd.factorize(code)[0], ~pd.Series(code).duplicated()
    kinds = events.loc[first.to_numpy(), KIND].astype(object)
    kinds = kinds.where(kinds.notna(), None).to_dict("records")
    found = [behaviours_of(kind, seeds) for kind in kinds]

    occurrences = {}
    for each in behaviours(seeds):
        is_one = np.array([each.name in names for names in found])
        rows = events.loc[is_one[kind_of_event], ["contact", "occurred_at"]]
        occurrences[each.name] = rows
    for each in behaviours(seeds):
        rows = occurrences[each.name]
        if each.reset_by:
            resets = occurrences[each.reset_by].groupby("contact")["occurred_at"].max()
            reset_at = rows["contact"].map(resets)
            rows = rows[~(reset_at > rows["occurred_at"])]
        rows = rows.assign(day=rows["occurred_at"].dt.normalize())
        if each.by_day:
            rows = rows.drop_duplicates(["contact", "day"])
        occurrences[each.name] = rows[["contact", "day"]]
    return occurrences


def count_orders(
    orders: pd.DataFrame, seeds: dict, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Recency, frequency and money of everybody who has bought."""
    statuses = seeds["order_statuses"]
    meaning = {row["status"].lower(): row["counts_as"] for row in statuses}
    counts_as = tidy(orders["status"]).map({"": "purchase", **meaning})
    amount = (orders["amount"] * ONE).astype("int64")
    is_purchase = (counts_as == "purchase") & (amount >= 0)
    is_refund = counts_as.isin(["purchase", "refund"]) & (amount < 0)
    counted = amount[is_purchase | is_refund].groupby(orders["contact"]).sum()
    purchases = orders[is_purchase].groupby("contact")["ordered_at"]
    last_on = purchases.max().dt.normalize()
    return pd.DataFrame(
        {
            "recency_days": (as_of - last_on).dt.days * ONE,
            "frequency": purchases.size() * ONE,
            "monetary": counted.reindex(last_on.index),
        }
    )


def describe(contacts: pd.DataFrame, seeds: dict, as_of: pd.Timestamp) -> pd.DataFrame:
    """Contacts there on the day, with their age and whether an office is near."""
    created_on = contacts["created_at"].dt.normalize()
    born = contacts["birth_date"].where(contacts["birth_date"] <= created_on)
    is_to_come = born.dt.month * 100 + born.dt.day > as_of.month * 100 + as_of.day
    has_place = contacts["latitude"].notna() & contacts["longitude"].notna()
    near = pd.Series(False, index=contacts.index)
    for row in seeds["offices"]:
        near |= kilometres(contacts, row) <= float(row["radius_km"])
    return contacts.assign(
        age=as_of.year - born.dt.year - is_to_come,
        near_office=near.map({True: "yes", False: "no"}).where(has_place),
    )[created_on <= as_of]


def kilometres(contacts: pd.DataFrame, office: dict) -> pd.Series:
    """Great-circle distance of the contacts from an office."""
    latitude, to_latitude = np.radians(contacts["latitude"]), float(office["latitude"])
    north = np.radians(contacts["latitude"] - to_latitude) / 2
    east = np.radians(contacts["longitude"] - float(office["longitude"])) / 2
    shrink = np.cos(latitude) * np.cos(np.radians(to_latitude))
    chord = np.sin(north) ** 2 + shrink * np.sin(east) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(chord.clip(upper=1)))


def score_model(
    model: Model,
    people: pd.DataFrame,
    occurrences: dict[str, pd.DataFrame],
    bought: pd.DataFrame,
    as_of: pd.Timestamp,
) -> pd.DataFrame:
    """Every rule a column, then the components within bounds, then the label."""
    if model.audience != "all":
        people = people[people["audience"] == model.audience]
    table = people[["contact_id"]].assign(scoring_model=model.name)
    for attribute in model.attributes():
        table[attribute] = fit_points(model, attribute, people[attribute])
    for measure in MEASURES:
        values = bought[measure].reindex(table.index)
        table[measure] = in_bands(values, model.bands(measure))
    for price in model.prices():
        points = behaviour_points(price, occurrences[price.behaviour], as_of)
        points = points.reindex(table.index, fill_value=0)
        table[price.behaviour] = points
    for component, rules in model.rules().items():
        least, most = model.bounds(component)
        points = table[rules].sum(axis=1).astype("int64")
        table[f"{component}_points"] = points.clip(least, most)
    table["label"] = label_of(model, table)
    points = [f"{component}_points" for component in COMPONENTS]
    return table[["contact_id", "scoring_model", *points, "label"]]


def behaviour_points(
    price: Price, days: pd.DataFrame, as_of: pd.Timestamp
) -> pd.Series:
    """The points of one rule: each different weighted count is priced once."""
    ages, remaining = (np.array(steps) for steps in zip(*price.curve, strict=True))
    age = (as_of - days["day"]).dt.days
    left = remaining[np.searchsorted(ages, age, side="right") - 1]
    counts = pd.Series(left, dtype="int64").groupby(days["contact"].to_numpy()).sum()
    worth = {count: price.points(count) for count in counts.unique().tolist()}
    return counts.map(worth)


def fit_points(model: Model, attribute: str, values: pd.Series) -> pd.Series:
    ranges, texts = model.fit_ranges(attribute), model.fit_texts(attribute)
    if ranges:
        return in_bands(values * ONE, ranges)
    return tidy(values).map(texts).fillna(0).astype("int64")


def in_bands(values: pd.Series, bands: list[tuple[int, int, int]]) -> np.ndarray:
    points = np.zeros(len(values), dtype="int64")
    for at_least, below, worth in bands:
        points[(values >= at_least) & (values < below)] = worth
    return points


def label_of(model: Model, table: pd.DataFrame) -> np.ndarray:
    """The first alternative, from the highest rank down, that holds."""
    names, held = [], []
    for name, conditions in model.labels():
        holds = pd.Series(True, index=table.index)
        for column, needed in conditions:
            holds &= table[column] * ONE >= needed
        names.append(name)
        held.append(holds)
    return np.select(held, names, default="")


if __name__ == "__main__":
    run(score)
