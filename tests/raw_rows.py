"""Small invented companies: hypothesis strategies for raw tables and seeds.

Collisions are the point: moments cluster on a few days, at the distances at which
curves, bands and birthdays turn, so that several things fall on one day. Every
generated company can be scored; what would stop a build is not generated.
"""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import strategies as st

RUN_AT = datetime.fromisoformat("2026-03-01 12:00:00")
FIRST_DAY = date(2025, 1, 1)

COLUMNS = {
    "contacts": [
        "contact_id",
        "created_at",
        "audience",
        "email",
        "Sector",
        "sex",
        "birth_date",
        "age",
        "latitude",
        "longitude",
        "updated_at",
    ],
    "events": [
        "event_id",
        "contact_id",
        "anonymous_id",
        "event_type",
        "occurred_at",
        "page",
        "channel",
        "campaign",
        "asset",
    ],
    "orders": [
        "order_id",
        "contact_id",
        "ordered_at",
        "amount",
        "status",
        "updated_at",
    ],
    "deals": [
        "deal_id",
        "contact_id",
        "created_at",
        "closed_at",
        "stage",
        "amount",
        "updated_at",
    ],
    "sales_touches": ["touch_id", "contact_id", "touched_at", "updated_at"],
    "contact_aliases": ["alias_id", "contact_id", "merged_at", "updated_at"],
    "contact_changes": ["contact_id", "attribute", "value", "valid_from", "updated_at"],
    "campaign_costs": [
        "cost_id",
        "spent_on",
        "amount",
        "campaign",
        "channel",
        "updated_at",
    ],
}
OWN_ID = {"events": "event_id", "orders": "order_id", "contacts": "contact_id"}
HAPPENED_AT = {
    "events": "occurred_at",
    "orders": "ordered_at",
    "contacts": "created_at",
    "contact_changes": "valid_from",
}

# Distances in days at which something turns in the shipped curves and bands.
STEPS = [0, 0, 0, 1, 7, 13, 14, 15, 29, 30, 31, 59, 60, 61, 89, 90, 91, 180, 181]
CLOCKS = ["00:00:00", "09:00:00", "09:00:00", "09:00:01", "14:30:00", "23:59:59"]
# When a row was changed, if the export says so: some of it cannot be.
UPDATES = [None, None, "2025-06-01", "2025-06-01 00:00:00.5", "2025-06-01T01:00:00Z"]
UPDATES += ["soon", "2999-01-01", "9999-12-31", "1999-12-31 23:59:59", "2000-01-01"]
BROKEN_MOMENTS = [None, "  ", "soon", "2025-13-01", "2025-02-30", "2025-02-30 10:00:00"]
# What engines read, each in its way, and what stands for no time at all.
BROKEN_MOMENTS += ["26-01-05", "05/03/2026", "2025/03/05", "2025-3-5", "20250305"]
BROKEN_MOMENTS += ["2025-03-05 24:00:00", "2025-03-05 10:00:60", "2025-03-05Z"]
BROKEN_MOMENTS += ["2025-03-05 10:00:00+0200", "2025-03-05 10:00:00+14:01"]
BROKEN_MOMENTS += ["0000-01-01", "0044-03-15 (BC)", "12025-03-05", "infinity"]
BROKEN_MOMENTS += ["1900-01-01", "1999-12-31 23:59:59", "2000-01-01T01:00:00+01:30"]


def event(event_type: str, **fields) -> dict:
    return {"event_type": event_type, **fields}


LEAVING = [event("unsubscribed_all"), event("resubscribed")]
JOURNEY = [
    event("email_opened"),
    event("email_clicked", channel="e-mail"),
    event("form_submitted", page="/contact-us"),
    event("webinar_attended"),
    event("quote_requested"),
]
DEEDS = [
    *LEAVING,
    *JOURNEY,
    event("page_viewed", page="/pricing"),
    event("page_viewed", page="/pricing/teams"),
    event("page_viewed", page="/solutions/clinics"),
    event("page_viewed", page="/Pricing"),
    event("page_viewed", page="/blog/light"),
    event("page_viewed", page="/blog/chairs", channel="organic"),
    event("page_viewed"),
    event("asset_downloaded", asset="white-paper-open-plan"),
    event("asset_downloaded", asset="white-paper-undeclared"),
    event("asset_downloaded", asset="price-list"),
    event("asset_downloaded", asset="case-study-clinic"),
    event("webinar_registered", campaign="spring"),
    event("demo_requested"),
    event("form_submitted", page="/feedback"),
    event("newsletter_subscribed"),
    event("chatbot_used"),
    event("cart_added"),
    event("signed_up"),
    event("referral_made"),
    event("list_left"),
    event(None),
]

# Events nobody did: any case, several conditions, rows that overlap.
IGNORED = [
    {"reason": "hidden", "event_type": "webinar_attended"},
    {"reason": "own pages", "field": "page", "pattern": "/PRICING%"},
    {"reason": "a bot", "field": "page", "pattern": "/blog%",
     "field_2": "channel", "pattern_2": "Organ%", "event_type": "page_viewed"},
    {"reason": "pages", "field_2": "page", "pattern_2": "%",
     "field_3": "page", "pattern_3": "%i%"},
    {"reason": "mail", "field_3": "channel", "pattern_3": "E-MAIL"},
    {"reason": "nobody", "field": "campaign", "pattern": "spring",
     "field_2": "asset", "pattern_2": "%"},
]  # fmt: skip

# What else an event must be; by_behaviour has the last row of each.
MORE_CONDITIONS = [
    {},
    {"field_2": "channel", "pattern_2": "organic"},
    {"field_2": "page", "pattern_2": "%s", "field_3": "channel", "pattern_3": "%"},
    {"field_3": "page", "pattern_3": "/contact%"},
    {"field_2": "asset_velocity", "pattern_2": "high"},
]

CLIENT_EMAILS = [None, "ana@client.example", "ben@client.example", "@", "e_%@x.example"]
EMAILS = CLIENT_EMAILS * 3 + ["eva@atelier-lumen.example", "leo@chaise-rivale.example"]
# What a contact may become; some attributes have no history, whoever says so.
CHANGES = [
    {"attribute": attribute, "value": value}
    for attribute, values in {
        "sector": ["technology", "technology", "education", "zoo", None],
        " Sector ": ["Health ", "technology", "  "],
        "sex": ["female", " Male ", None],
        "email": [*CLIENT_EMAILS[:2], *EMAILS[-2:]],
        "age": ["17", "24.5", "45", None],
        "near_office": ["yes", "no"],
        "birth_date": ["1990-01-01"],
        "audience": ["b2b"],
        "won_deal": ["yes"],
        "unnamed": ["x"],
        " ": ["x"],
        None: ["x"],
    }.items()
    for value in values
]


# --- moments ------------------------------------------------------------------


def days_near(anchors: list[date]) -> st.SearchStrategy[date]:
    return st.builds(
        lambda anchor, step: anchor + timedelta(days=step),
        st.sampled_from(anchors),
        st.sampled_from(STEPS),
    )


def written(day: date, clock: str, form: str) -> str:
    """One UTC moment in one of the ways people write it."""
    if form == "date":
        return day.isoformat()
    at = datetime.combine(day, time.fromisoformat(clock))
    if form == "plain":
        return at.isoformat(sep=" ")
    if form == "T and Z":
        return at.isoformat() + "Z"
    if form == "nanoseconds":
        return at.isoformat() + ".000000999 UTC"
    if form == "minutes":
        return (at + timedelta(hours=14)).isoformat(" ", "minutes") + " +14:00"
    ahead = timedelta(hours=2) if form == "+02:00" else -timedelta(hours=5, minutes=30)
    return (at + ahead).isoformat() + form


def moments(anchors: list[date]) -> st.SearchStrategy[str]:
    forms = ["plain", "plain", "plain", "date", "T and Z", "+02:00", "-05:30"]
    forms += ["nanoseconds", "minutes"]
    return st.builds(
        written, days_near(anchors), st.sampled_from(CLOCKS), st.sampled_from(forms)
    )


def sometimes_broken(
    good: st.SearchStrategy[str], run_at: datetime
) -> st.SearchStrategy[str | None]:
    """Mostly good moments; some unreadable, in the future, or just not yet so."""
    future = (run_at + timedelta(days=1, seconds=1)).isoformat(sep=" ")
    tomorrow = (run_at + timedelta(days=1)).isoformat(sep=" ")
    odd = st.sampled_from([*BROKEN_MOMENTS, future, future, tomorrow])
    return st.integers(0, 19).flatmap(lambda n: odd if n == 19 else good)


# --- tables -------------------------------------------------------------------


def birth_dates(anchors: list[date]) -> st.SearchStrategy[str | None]:
    """Birthdays that cross an age band around the days things happen."""

    def years_before(day: date, years: int) -> str:
        is_leap_day = (day.month, day.day) == (2, 29)
        return day.replace(
            year=day.year - years, day=28 if is_leap_day else day.day
        ).isoformat()

    crossing = st.builds(
        years_before, days_near(anchors), st.sampled_from([17, 18, 25, 35, 44, 45, 70])
    )
    odd = ["2008-02-29", "2000-02-29", "2027-06-30", "unknown", "1980-02-30"]
    odd += ["1900-01-01", "1900-01-02", "05/03/91", "0091-03-05"]
    return st.one_of(st.none(), crossing, crossing, st.sampled_from(odd))


def contact_rows(
    ids: list[str], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    places = [(None, None), (None, "4.83"), ("n/a", "4.83"), ("45.70", "4.90")]
    places += [("48.8", "2.3"), ("43.3", "5.4"), ("46.1", "4.8")]
    places += [("45,764", "4,8357"), ("4.5764e1", "4.8357"), ("45.7640000", " 4.84 ")]
    return st.fixed_dictionaries(
        {
            "contact_id": st.sampled_from(ids),
            "created_at": sometimes_broken(moments(anchors), run_at),
            "audience": st.sampled_from(
                ["b2b", "b2b", "b2c", "b2c", None, "  ", "B2C"]
            ),
            "email": st.sampled_from(EMAILS),
            "Sector": st.sampled_from(
                [None, "  ", "technology", "Health ", "FINANCE", "farming"]
            ),
            "sex": st.sampled_from([None, "female", "Male", "other"]),
            "birth_date": birth_dates(anchors),
            "age": st.sampled_from(
                [
                    *[None, None, "17", "18", "24.5", "45", "old"],
                    *["18.00000000", "34.99999", "1000000000", "1e1", "2_5", "18,5"],
                ]
            ),
            "place": st.sampled_from(places),
        }
    ).map(lambda row: with_place(row))


def with_place(row: dict) -> dict:
    latitude, longitude = row.pop("place")
    return {**row, "latitude": latitude, "longitude": longitude}


def event_rows(
    ids: list[str | None], menu: list[dict], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    return st.builds(
        lambda who, visitor, when, deed: {
            **dict.fromkeys(COLUMNS["events"]),
            "contact_id": who,
            "anonymous_id": visitor,
            "occurred_at": when,
            **deed,
        },
        st.sampled_from(ids),
        st.sampled_from([None, *VISITORS]),
        sometimes_broken(moments(anchors), run_at),
        st.sampled_from(menu),
    )


def order_rows(
    ids: list[str | None], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    amounts = ["100", "99.99", "100.01", "200", "700.5", "1000", "0", "0.0001"]
    amounts += ["-50", "-100.01", "-1000", "n/a", None]
    amounts += ["1e3", "1_000", "0.00001", "9999999999", "10000000000", "+7.500000"]
    statuses = [None, None, "completed", "completed", " Completed ", "cancelled"]
    statuses += ["refunded", "pending", "lost"]
    return st.fixed_dictionaries(
        {
            "contact_id": st.sampled_from(ids),
            "ordered_at": sometimes_broken(moments(anchors), run_at),
            "amount": st.sampled_from(amounts),
            "status": st.sampled_from(statuses),
        }
    )


def deal_rows(
    ids: list[str | None], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "contact_id": st.sampled_from(ids),
            "created_at": sometimes_broken(moments(anchors), run_at),
            "closed_at": st.one_of(
                st.none(),
                moments(anchors),
                moments(anchors),
                st.sampled_from(["9999-12-31", "1900-01-01", "31/10/2026"]),
            ),
            "stage": st.sampled_from(["won", " Won ", "lost", "open", None]),
            "amount": st.sampled_from(["500", "1200.50", "12.000,00", None]),
        }
    )


def touch_rows(
    ids: list[str | None], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "contact_id": st.sampled_from(ids),
            "touched_at": sometimes_broken(moments(anchors), run_at),
        }
    )


def change_rows(
    ids: list[str | None], anchors: list[date], run_at: datetime
) -> st.SearchStrategy[dict]:
    return st.builds(
        lambda who, when, change: {"contact_id": who, **change, "valid_from": when},
        st.sampled_from(ids),
        sometimes_broken(moments(anchors), run_at),
        st.sampled_from(CHANGES),
    )


@st.composite
def changes_of(draw, rows: st.SearchStrategy[dict]) -> list[dict]:
    """Some changes, now and then two values from one moment on."""
    size = draw(st.integers(0, 10))
    changes = draw(st.lists(rows, min_size=size, max_size=size))
    if changes and draw(st.booleans()):
        change = draw(st.sampled_from(changes))
        changes.append({**change, **draw(st.sampled_from(CHANGES))})
        changes.append({**changes[-1], "value": draw(rows)["value"]})
    return changes


def cost_rows(anchors: list[date], run_at: datetime) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "spent_on": sometimes_broken(moments(anchors), run_at),
            "amount": st.sampled_from(["100", "-5", "much", None]),
            "campaign": st.sampled_from(["spring", None]),
            "channel": st.sampled_from(["ads", None]),
        }
    )


# Aliases, a contact, and somebody whom nobody knows: c1 as a visitor is not c1.
VISITORS = ["a1", "a2", "c1", "visitor"]


def alias_rows(ids: list[str], aliases: list[str]) -> st.SearchStrategy[dict]:
    """Mergers of anybody into anybody, at few moments, so that they contradict
    each other; half of them into somebody further right, so that chains grow."""
    ranked = [*aliases, *reversed(ids)]
    anybody = st.sampled_from([*ranked, "nobody"])
    index = st.integers(0, len(ranked) - 1)
    pairs = st.tuples(index, index).map(lambda pair: [ranked[n] for n in sorted(pair)])
    moments = [None, None, "2025-01-01", "2025-03-01 09:00:00", "2025-06-30"]
    return st.builds(
        lambda pair, merged_at, updated_at: {
            "alias_id": pair[0],
            "contact_id": pair[1],
            "merged_at": merged_at,
            "updated_at": updated_at,
        },
        st.one_of(
            pairs,
            pairs,
            st.tuples(anybody, anybody),
            st.sampled_from([(None, ids[0]), (aliases[0], None)]),
        ),
        st.sampled_from([*moments, "soon", "2999-01-01", "9999-12-31"]),
        st.sampled_from([None, None, "2025-06-01"]),
    )


def mergers(
    ids: list[str], aliases: list[str], anchors: list[date]
) -> st.SearchStrategy[dict]:
    """Aliases that are somebody, or another alias further right, since some day;
    of several moments of one alias no two are the same person's, mostly."""
    ranked = [*aliases, *ids]
    index = st.integers(0, len(aliases) - 1)
    return st.builds(
        lambda alias, step, merged_at: {
            "alias_id": ranked[alias],
            "contact_id": ranked[min(alias + step, len(ranked) - 1)],
            "merged_at": merged_at,
            "updated_at": None,
        },
        index,
        st.integers(1, len(ranked)),
        st.one_of(moments(anchors), moments(anchors), moments(anchors), st.none()),
    )


@st.composite
def with_own_ids(draw, table: str, rows: list[dict], prefix: str) -> list[dict]:
    """Number the rows; now and then leave the id blank or use one twice."""
    if not rows:
        return []
    own_id = OWN_ID.get(table, f"{prefix}_id")
    row_numbers = st.integers(0, len(rows) - 1)
    some_rows = st.one_of(
        st.just([]), st.just([]), st.lists(row_numbers, max_size=min(3, len(rows)))
    )
    numbered = [{**row, own_id: f"{prefix}{n}"} for n, row in enumerate(rows)]
    for n in draw(some_rows):
        numbered[n][own_id] = None
    for n in draw(some_rows):
        copy, other = numbered[n], numbered[draw(row_numbers)]
        changes = [
            {},
            {},
            {
                name: other[name]
                for name in ["contact_id", "anonymous_id"]
                if name in other
            },
        ]
        if table in HAPPENED_AT:
            when = HAPPENED_AT[table]
            changes += [{when: other[when]}, {**other, own_id: copy[own_id]}]
            changes += [{**other, own_id: copy[own_id], when: copy[when]}]
        numbered.append({**copy, **draw(st.sampled_from(changes))})
    return numbered


@st.composite
def companies(
    draw,
    run_at: datetime = RUN_AT,
    max_contacts: int = 6,
    max_events: int = 40,
    is_merging: bool = False,
) -> dict[str, list[dict]]:
    """Raw tables of a small company, with the dirt that real ones have; perhaps one
    of few people who come by many devices, which is told again and again."""
    offsets = st.lists(st.integers(0, 220), min_size=1, max_size=4, unique=True)
    anchors = [FIRST_DAY + timedelta(days=days) for days in draw(offsets)]
    ids = [f"c{n}" for n in range(1, draw(st.integers(1, max_contacts)) + 1)]
    aliases = ["a1", "a2", "a3"]
    some_aliases = st.lists(alias_rows(ids, aliases), max_size=4)
    merges = draw(st.one_of(st.just([]), some_aliases))
    if is_merging:
        ids = ids[:3]
        merges = draw(st.lists(mergers(ids, aliases, anchors), min_size=2, max_size=7))
    favourites = draw(st.sampled_from([[], LEAVING, LEAVING, JOURNEY]))
    menu = favourites + draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=8))
    senders = (ids * 4 + (aliases if merges else [])) * 3 + ["stranger", None]
    if is_merging:
        senders = ids + aliases * 2
    visits = [*senders, *[None] * draw(st.sampled_from([0, 0, len(senders)]))]

    anybody = contact_rows(ids, anchors, run_at)
    contacts = [{**draw(anybody), "contact_id": who} for who in ids]
    if draw(st.booleans()):
        others = contact_rows([*ids, *aliases, None], anchors, run_at)
        contacts += draw(st.lists(others, max_size=4))
    if draw(st.integers(0, 4)) == 4:
        contacts.append(dict(draw(st.sampled_from(contacts))))

    def table(name: str, prefix: str, rows: st.SearchStrategy, most: int):
        size = draw(st.integers(0, most))
        drawn = draw(st.lists(rows, min_size=size, max_size=size))
        return draw(with_own_ids(name, drawn, prefix))

    events = event_rows(visits, menu, anchors, run_at)
    raw = {
        "contacts": contacts,
        "events": table("events", "event", events, max_events),
        "orders": table("orders", "order", order_rows(senders, anchors, run_at), 12),
        "deals": table("deals", "deal", deal_rows(senders, anchors, run_at), 2),
        "sales_touches": table(
            "sales_touches", "touch", touch_rows(senders, anchors, run_at), 2
        ),
        "contact_aliases": merges,
        "contact_changes": draw(changes_of(change_rows(senders, anchors, run_at))),
        "campaign_costs": table(
            "campaign_costs", "cost", cost_rows(anchors, run_at), 2
        ),
    }
    if draw(st.booleans()):
        for name in raw.keys() - {"events", "contact_aliases"}:
            for row in raw[name]:
                row["updated_at"] = draw(st.sampled_from(UPDATES))
    first, step = draw(st.integers(0, 9)), draw(st.sampled_from([1, -1]))
    return {name: (rows[first:] + rows[:first])[::step] for name, rows in raw.items()}


def as_of_days() -> st.SearchStrategy[date | None]:
    """Mostly the default, else some day within the data."""
    days = st.integers(0, 420).map(lambda n: FIRST_DAY + timedelta(days=n))
    return st.one_of(st.none(), days)


EXCLUSIONS = [
    dict(zip(("reason", "field", "pattern", "at_least", "below"), row, strict=True))
    for row in [
        ("minor", "age", None, None, "18"),
        ("of_age", "Age", None, "18", "35"),
        ("teen", "age", "1_", None, None),
        ("some_age", "age", "%5", None, None),
        ("negotiating", "open_deal", "yes", None, None),
        ("customer", "won_deal", "YES", None, None),
        ("no_customer", "won_deal", "no", None, None),
        ("health", "sector", "H_alth", None, None),
        ("literal", "sector", "h\\_alth", None, None),
        ("left", "opt_out", "Yes", None, None),
    ]
]


# --- seeds --------------------------------------------------------------------


@st.composite
def edited_seeds(draw, seeds: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The shipped seeds after an analyst has changed prices, curves, bounds,
    weights, resets and what is ignored, all of it legal."""
    edited = {name: [dict(row) for row in rows] for name, rows in seeds.items()}
    curves = sorted({row["decay_curve"] for row in seeds["decay_curves"]})
    by_behaviour = {row["behaviour"]: row for row in edited["behaviours"]}

    silent = draw(st.sampled_from([None, *curves]))
    for row in edited["decay_curves"]:
        row["counts_from"] = "last_activity" if row["decay_curve"] == silent else None
    for row in edited["point_grid"]:
        is_negative = row["behaviour"] == "opt_out"
        if draw(st.booleans()):
            row.update(draw(prices(is_negative)))
            fading = [c for c in curves if not (is_negative and c == silent)]
            row["decay_curve"] = draw(st.sampled_from([None, *fading]))
    if draw(st.booleans()):
        for name in ("main_page_visit", "recurring_blog_visit", "contact_form"):
            by_behaviour[name].update(draw(st.sampled_from(MORE_CONDITIONS)))
    if draw(st.booleans()):
        resets = [None, "opt_out", "resubscription", "pricing_page_visit"]
        for name in draw(st.lists(st.sampled_from(sorted(by_behaviour)), max_size=5)):
            rule = {
                "reset_by": draw(st.sampled_from(resets)),
                "count_by": draw(st.sampled_from(["event", "day"])),
                "repeat_minutes": draw(
                    st.sampled_from([None, None, "1", "330", "900"])
                ),
            }
            for row in edited["behaviours"]:
                if row["behaviour"] == name:
                    row.update(rule)
    nothing = dict.fromkeys(seeds["ignored_events"][0])
    rows = draw(st.lists(st.sampled_from(IGNORED), max_size=3))
    edited["ignored_events"] = [{**nothing, **row, "why": "Drawn"} for row in rows]
    if draw(st.booleans()):
        edited["score_components"] = [
            draw(components(model, component))
            for model in ("first_version", "campaign")
            for component in ("behaviour", "fit", "rfm", "total")
        ]
    if draw(st.booleans()):
        for row in edited["scoring_models"]:
            row["audience"] = draw(st.sampled_from(["b2b", "b2c", "all"]))
            row["handover_label"] = draw(st.sampled_from(["hot", "warm", None]))
    if draw(st.booleans()):
        rows = draw(st.lists(st.sampled_from(EXCLUSIONS), max_size=4))
        edited["exclusions"] = [{**row, "why": "Drawn for a test"} for row in rows]
    if draw(st.booleans()):
        for row in draw(st.lists(st.sampled_from(edited["fit_points"]), max_size=3)):
            row.update(kind="negative", points="-4")
    if draw(st.booleans()):
        row = draw(st.sampled_from(edited["deal_stages"]))
        row["counts_as"] = draw(st.sampled_from(["open", "won", "lost", "nothing"]))
    return edited


@st.composite
def prices(draw, is_negative: bool) -> dict:
    """Either points for each occurrence or rising tiers, and perhaps a max."""
    sign = -1 if is_negative else 1
    row = dict.fromkeys(["each", "from_1", "from_2", "from_5", "from_10", "max"])
    if draw(st.booleans()):
        row["each"] = str(sign * draw(st.integers(1, 9)))
        row["max"] = draw(st.sampled_from([None, str(sign * 10), str(sign * 25)]))
        return row
    tiers = ["from_1", "from_2", "from_5", "from_10"]
    filled = draw(st.lists(st.sampled_from(tiers), min_size=1, unique=True))
    if not is_negative and "from_1" not in filled:
        filled.append("from_1")
    points = 0
    for tier in tiers:
        if tier in filled:
            points += draw(st.integers(1, 15))
            row[tier] = str(sign * points)
    row["max"] = draw(st.sampled_from([None, str(sign * points), str(sign * 12)]))
    return row


@st.composite
def components(draw, model: str, component: str) -> dict:
    """Weights that make halves to round; bounds that bind but allow 0."""
    weights = [None, "1", "0", "0.5", "1.5", "0.25", "0.3333"]
    return {
        "scoring_model": model,
        "component": component,
        "weight": "1" if component == "total" else draw(st.sampled_from(weights)),
        "min": draw(st.sampled_from([None, "0", "-3"])),
        "max": draw(st.sampled_from([None, "4", "15", "900"])),
        "why": "Drawn for a test",
    }


# --- files --------------------------------------------------------------------


def write_raw(raw: dict[str, list[dict]], folder: Path) -> None:
    """Write one CSV per raw table; an unknown cell is an empty one."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for table, expected in COLUMNS.items():
        rows = raw.get(table, [])
        names = dict.fromkeys(expected)
        for row in rows:
            names.update(dict.fromkeys(row))
        path = folder / f"{table}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(names), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def as_written(raw: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Rows as a reader of those files finds them: all columns, in their order."""
    written = {}
    for table, rows in raw.items():
        names = dict.fromkeys(COLUMNS[table])
        for row in rows:
            names.update(dict.fromkeys(row))
        written[table] = [{name: row.get(name) for name in names} for row in rows]
    return written


def read_seeds(folder: Path) -> dict[str, list[dict]]:
    """Every seed as a list of rows of text; an empty cell is None."""
    seeds = {}
    for path in sorted(Path(folder).glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            seeds[path.stem] = [
                {name: cell or None for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]
    return seeds
