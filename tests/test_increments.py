"""Adding what is new ends in the tables of a build that reads everything."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from compiled_project import PROJECT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from raw_rows import (
    CHANGES,
    COLUMNS,
    EMAILS,
    HAPPENED_AT,
    JOURNEY,
    LEAVING,
    RUN_AT,
    as_of_days,
    companies,
    edited_seeds,
    event,
    read_seeds,
)

Tables = dict[str, list[dict]]
SEEDS = read_seeds(PROJECT / "seeds")
# An age that excludes may change on a day on which nothing new is known.
SEEDS["exclusions"].append(
    {"reason": "forties", "field": "age", "pattern": "4_", "why": "For a test"}
)
# Of events that come later some are ignored, and some repeat or are repeated.
SEEDS["ignored_events"] += [
    {**SEEDS["ignored_events"][0], **row}
    for row in (
        {"field": "page", "pattern": "/FEED%"},
        {"event_type": "email_clicked", "field": "channel", "pattern": "e-mail"},
    )
]
for row in SEEDS["behaviours"]:
    if row["behaviour"] in ("opt_out", "email_open", "product_demo_request"):
        row["repeat_minutes"] = "900"
MODELS = [row["scoring_model"] for row in SEEDS["scoring_models"]]
slowly = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking a company takes minutes, and the same one comes again anyway.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


# --- what arrives when --------------------------------------------------------


SURE = {"contact_id": "c1", "created_at": "2025-01-01", "audience": "b2b"}
MOMENTS = ["2025-01-01", "2025-01-01 09:00", "2025-03-02 08:00", "2025-03-02 11:00"]
MOMENTS += ["2024-12-31 23:59", "2025-06-11", None, "soon", "2027-01-01"]
EVENTS = [
    *LEAVING,
    *JOURNEY,
    event("form_submitted", page="/feedback"),
    event("asset_downloaded", asset="white-paper-undeclared"),
    event("demo_requested"),
]


@st.composite
def batches(draw) -> list[dict[str, list[dict]]]:
    """A company whose rows arrive in two to four parts, in any order.

    Some rows come again in another part, and some ids with other content, at
    another time or an unreadable one. Who was merged is known from the start.
    """
    # Drawn one by one, hypothesis would let nearly all rows arrive at once.
    chance = Random(draw(st.integers(0, 2**32)))
    raw = draw(companies(max_events=25)) if chance.random() < 0.4 else crowd(chance)
    merges = raw.pop("contact_aliases")
    parts: list[dict[str, list[dict]]] = [{} for _ in range(chance.randint(2, 4))]
    for table, rows in raw.items():
        copies = chance.choice([0, 2, 4]) if rows else 0
        for row in rows + [repeated(table, rows, chance) for _ in range(copies)]:
            chance.choice(parts).setdefault(table, []).append(row)
    # Until somebody can be scored, nothing is published to add to.
    if chance.random() < 0.8:
        parts[0].setdefault("contacts", []).append(SURE)
    if merges:
        parts[0]["contact_aliases"] = merges
    return parts


def repeated(table: str, rows: list[dict], chance: Random) -> dict:
    """A row once more, or another one under its id, at another time."""
    row, content = chance.choice(rows[:2]), chance.choice(rows)
    own_id, happened_at = COLUMNS[table][0], HAPPENED_AT.get(table)
    repeat = dict(chance.choice([row, {**content, own_id: row[own_id]}]))
    if happened_at and chance.random() < 0.5:
        repeat[happened_at] = chance.choice(MOMENTS)
    return repeat


def crowd(chance: Random) -> dict[str, list[dict]]:
    """Few people, ids and moments, so that nearly everything collides."""
    pick = chance.choice
    people = ["c1", "c1", "c2", "c3"]
    anybody = [*people, "a1", "stranger", None]

    def rows(most: int, **cells) -> list[dict]:
        count = chance.randint(0, most)
        return [
            {name: pick(cell) for name, cell in cells.items()} for _ in range(count)
        ]

    at = MOMENTS * 3 + ["2025-05-01"] * 9
    contacts = rows(
        6,
        contact_id=[*people, "a1", None],
        created_at=at,
        audience=["b2b", "b2c", None],
        email=EMAILS,
        birth_date=["1980-03-02", "2000-02-29", None],
    )
    changed = rows(6, contact_id=anybody, valid_from=at)
    events = rows(
        14,
        event_id=["e1", "e2", "e3"],
        contact_id=[*anybody, None, None],
        anonymous_id=["a1", "c1", "c3", "visitor", None],
        occurred_at=at,
    )
    return {
        "contacts": contacts,
        "events": [{**row, **pick(EVENTS)} for row in events],
        "orders": rows(
            6,
            order_id=["o1", "o2", "o3", None],
            contact_id=anybody,
            ordered_at=at,
            amount=["100", "700.5", "-100", "n/a"],
            status=["completed", "refunded", "lost", None],
        ),
        "deals": rows(
            4,
            deal_id=["d1", "d2"],
            contact_id=anybody,
            created_at=at,
            closed_at=at,
            stage=["won", "lost"],
        ),
        "sales_touches": rows(
            3, touch_id=["t1", "t2"], contact_id=anybody, touched_at=at
        ),
        "contact_aliases": rows(
            4,
            alias_id=["a1", "c3", "visitor"],
            contact_id=["c1", "c2", "nobody"],
            merged_at=[None, None, *at],
        ),
        "contact_changes": [{**row, **pick(CHANGES)} for row in changed],
        "campaign_costs": rows(
            2, cost_id=["k1", "k2"], spent_on=at, amount=["5", "much"]
        ),
    }


@st.composite
def deliveries(draw) -> list[tuple[int | None, dict[str, list[dict]]]]:
    """Parts, new or in place of an earlier one: (its number or none, its rows).

    What comes in place of a part is some of its rows, some of another part,
    or nothing. Mergers come, change and go like all else.
    """
    parts = draw(batches())
    chance = Random(draw(st.integers(0, 2**32)))
    merges = parts[0].pop("contact_aliases", [])
    for merge in merges or [{"alias_id": "c3", "contact_id": "c1"}]:
        chance.choice(parts).setdefault("contact_aliases", []).append(merge)
    steps: list[tuple[int | None, dict[str, list[dict]]]] = []
    for number, part in enumerate(parts, start=1):
        steps.append((None, part))
        for _ in range(chance.randint(0, 2)):
            replaced = chance.randint(1, number)
            rows = some_of(chance.choice([parts[replaced - 1], *parts]), chance)
            if chance.random() < 0.6:
                rows.setdefault("contacts", []).append(SURE)
            steps.append((replaced, rows))
    return steps


def some_of(part: dict[str, list[dict]], chance: Random) -> dict[str, list[dict]]:
    tables = [table for table in part if chance.random() < 0.8]
    return {t: [row for row in part[t] if chance.random() < 0.7] for t in tables}


class Edited(dict):
    """Seeds that show only the rows in which they differ from the shipped ones."""

    def __repr__(self) -> str:
        rows = {name: [r for r in self[name] if r not in SEEDS[name]] for name in self}
        return f"Edited({ {name: some for name, some in rows.items() if some} })"


@st.composite
def edited_models(draw, seeds: dict[str, list[dict]]) -> Edited:
    """The seeds after somebody edited rows of some scoring models, no others."""
    drawn = draw(edited_seeds(seeds))
    for row in drawn["fit_points"] + drawn["rfm_bands"]:
        if draw(st.integers(0, 5)) == 5:
            row["points"] = str(draw(st.integers(0, 20)))
    for row in drawn["fit_points"]:
        if row["equals"] and draw(st.integers(0, 5)) == 5:
            row["attribute"], row["equals"] = "email", "ana@client.example"
    for row in drawn["labels"]:
        if row["at_least"] and row["at_least"].isdigit() and draw(st.booleans()):
            row["at_least"] = str(int(row["at_least"]) + draw(st.integers(-5, 20)))
    models = draw(st.sets(st.sampled_from(MODELS), min_size=1))
    idle = draw(st.sampled_from([None, None, None, *MODELS]))
    for row in drawn["scoring_models"]:
        row["is_active"] = "no" if row["scoring_model"] == idle else "yes"
    edited = Edited()
    for name, rows in seeds.items():
        edited[name] = [r for r in rows if r.get("scoring_model") not in models]
        edited[name] += [r for r in drawn[name] if r.get("scoring_model") in models]
    return edited


# --- growing ------------------------------------------------------------------


class Company:
    """Raw parts on disk, and a database that is kept up with them."""

    def __init__(self, project, as_of=None):
        self.project = project
        self.parts = 0
        self.wholes: list[bool] = []
        project.forget_parts()
        self.database = project.database(as_of, RUN_AT)

    def take(self, part, seeds=SEEDS) -> None:
        """A part arrives, the seeds are these: build what is new."""
        self.parts += 1
        self.project.write_part(f"{9 - self.parts}", part)
        self.catch_up(seeds)

    def replace(self, number, part) -> None:
        """A part that was taken is delivered again, with these rows instead."""
        for path in self.project.parts.glob(f"*/{9 - number}.csv"):
            path.unlink()
        self.project.write_part(f"{9 - number}", part)
        self.catch_up()

    def catch_up(self, seeds=SEEDS) -> None:
        self.database.run(seeds)
        self.wholes.append(self.database.is_whole)

    def all_at_once(self, seeds=SEEDS, as_of=None) -> Tables:
        database = self.project.database(as_of or self.database.as_of, RUN_AT)
        database.run(seeds)
        return database.results() | database.durable()

    def tables(self) -> Tables:
        return self.database.results() | self.database.durable()

    def scope(self) -> set[str]:
        """Whose facts or scores the last run made anew."""
        rows = self.database.con.execute(
            """
            select contacts.contact_id
            from run.contacts_this_run as scope
            inner join staging.stg_contacts as contacts
                on scope.contact_key = contacts.contact_key
            """
        )
        return {contact_id for (contact_id,) in rows.fetchall()}


def assert_same(left, right):
    for name, rows in left.items():
        ours = Counter(tuple(row.items()) for row in rows)
        theirs = Counter(tuple(row.items()) for row in right[name])
        assert ours - theirs == Counter(), f"{name}: only in the grown tables"
        assert theirs - ours == Counter(), f"{name}: only in those read at once"


# --- smallest companies -------------------------------------------------------


def opened(at: str, event_id: str = "e1", contact_id: str = "c1") -> dict:
    return {
        "event_id": event_id,
        "contact_id": contact_id,
        "event_type": "email_opened",
        "occurred_at": at,
    }


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"events": [opened("2025-01-02")]}, id="earlier"),
        pytest.param({"events": [opened("2025-05-02")]}, id="later"),
        pytest.param({"events": [opened("soon")]}, id="unreadable"),
        pytest.param({"contacts": [{**SURE, "contact_id": "c2"}]}, id="its contact"),
    ],
)
def test_an_id_that_was_doubted_before_is_judged_with_all_its_rows(project, later):
    company = Company(project)
    rows = [opened("soon"), opened("2025-02-01", contact_id="c2"), opened("2025-03-01")]
    company.take({"contacts": [SURE], "events": rows})
    company.take(later)
    assert not company.wholes[-1]
    assert_same(company.tables(), company.all_at_once())


def test_whom_no_model_scored_is_excluded_all_the_same_once_one_does(project):
    """The model rests while somebody opts out, and is taken up again."""
    resting = {**SEEDS, "scoring_models": [dict(r) for r in SEEDS["scoring_models"]]}
    for row in resting["scoring_models"]:
        row["is_active"] = "yes" if row["audience"] == "b2b" else "no"
    company = Company(project)
    company.take({"contacts": [SURE]}, resting)
    buyer = {"contact_id": "c2", "created_at": "2025-01-01", "audience": "b2c"}
    opt_out = {**opened("2025-01-02", contact_id="c2"), **event("unsubscribed_all")}
    company.take({"contacts": [buyer], "events": [opt_out]}, resting)
    company.take({}, SEEDS)
    assert not company.wholes[-1]
    assert_same(company.tables(), company.all_at_once())


def test_an_attribute_that_an_edited_model_names_first_is_looked_up_for_all(project):
    places = {"latitude": "45.7", "longitude": "4.8"}
    later = [row for row in SEEDS["fit_points"] if row["attribute"] in ("sex", "age")]
    company = Company(project)
    company.take(
        {
            "contacts": [
                person("c1", audience="b2c", Sector="health", **places),
                person("c2", audience="b2c"),
            ],
            "contact_changes": [{**MOVED, "contact_id": "c2"}],
        },
        {**SEEDS, "fit_points": later},
    )
    company.take({}, SEEDS)
    assert not company.wholes[-1]
    assert_same(company.tables(), company.all_at_once())


def test_a_change_counts_from_its_day_though_nothing_of_it_is_new(project):
    company = Company(project)
    buyer = person("c1", audience="b2c", email=OWN_EMAIL)
    company.take(
        {
            "contacts": [buyer, person("c2")],
            "contact_changes": [MOVED, {**MOVED, "attribute": "email"}],
        }
    )
    company.take({"events": [opened("2025-02-10", "e1", "c2")]})
    assert not company.wholes[-1]
    assert_same(company.tables(), company.all_at_once())


def test_costs_are_read_anew_and_concern_no_contact(project):
    company = Company(project)
    past = {"deals": [WON], "contact_changes": [MOVED]}
    company.take({"contacts": [SURE], "events": [opened("2025-03-01")], **past})
    cost = {"cost_id": "k1", "spent_on": "2025-02-01", "amount": "5"}
    for number, costs in ((None, [cost]), (2, [{**cost, "amount": "?"}]), (2, [])):
        part = {"campaign_costs": costs} if costs else {}
        if number:
            company.replace(number, part)
        else:
            company.take(part)
        assert company.scope() == set()
        assert_same(company.tables(), company.all_at_once())
    assert not any(company.wholes[1:])


def test_a_visitor_is_known_by_an_alias_that_comes_later(project):
    """With all events, also those that were delivered before; until then no row
    of them is kept, and the day scored is not theirs."""
    visit = {**opened("2025-03-01", "e1", ""), **event("demo_requested")}
    visit["anonymous_id"] = "v1"
    rows = [visit, {**visit, "event_type": "unheard_of", "event_id": "e2"}]
    rows += [{**visit, "event_id": "e3", "anonymous_id": ""}]
    company = Company(project)
    company.take({"contacts": [SURE], "events": rows})
    assert events_of(company) == {"anonymous": 3}
    tables = company.tables()
    assert not tables["rejected_rows"]
    assert {str(row["as_of"]) for row in tables["lead_scores"]} == {"2025-01-01"}
    assert not company.database.con.execute("from facts.int_unusable_events").fetchall()

    company.take({"contact_aliases": [{"alias_id": "v1", "contact_id": "c1"}]})
    assert not company.wholes[-1]
    assert events_of(company) == {"anonymous": 1, "accepted": 2}
    tables = company.tables()
    assert {str(row["as_of"]) for row in tables["lead_scores"]} == {"2025-03-01"}
    rules = {row["rule"] for row in tables["score_ledger"]}
    assert "demo_or_contact_request" in rules
    assert_same(tables, company.all_at_once())


def test_an_as_of_that_walks_over_a_merger_scores_whom_it_touches(project):
    """There and back; a later identification in a later part, too."""
    company = Company(project, date(2025, 3, 1))
    told = {"alias_id": "device", "contact_id": "c1", "merged_at": "2025-03-05"}
    visits = [opened("2025-02-01", f"e{n}", "device") for n in range(3)]
    unsubscribed = {**opened("2025-02-02", "e9", "device"), **event("unsubscribed_all")}
    people = [person(who) for who in ("c1", "c2", "c3", "device")]
    company.take(
        {
            "contacts": [SURE, *people],
            "events": [*visits, unsubscribed, opened("2025-02-01", "e8", "c3")],
            "contact_aliases": [told],
        }
    )
    moved = {**told, "contact_id": "c2", "merged_at": "2025-03-20"}
    for day, part in ((10, {}), (25, {}), (25, {"contact_aliases": [moved]})):
        company.database.as_of = date(2025, 3, day)
        company.take(part)
        assert not company.wholes[-1]
        assert "c3" not in company.scope()
        assert_same(company.tables(), company.all_at_once())
    for day in (10, 1, 25):
        company.database.as_of = date(2025, 3, day)
        company.catch_up()
        assert not company.wholes[-1]
        assert "c3" not in company.scope()
        assert_same(company.tables(), company.all_at_once())


def events_of(company) -> dict[str, int]:
    return {
        row["outcome"]: row["row_count"]
        for row in company.tables()["raw_row_audit"]
        if row["table_name"] == "events"
        and row["outcome"] not in ("matched", "unmatched")
    }


def person(contact_id: str, **cells: str) -> dict:
    return {**SURE, "contact_id": contact_id, **cells}


WON = {"deal_id": "d1", "contact_id": "c1", "created_at": "2025-01-05"}
WON |= {"closed_at": "2025-02-10", "stage": "won"}
BORN = {"birth_date": "1985-02-10"}
ORDER = {"order_id": "o1", "contact_id": "c2", "ordered_at": "2025-01-09"}
ORDER |= {"amount": "100", "status": "completed"}
MERGED = {"alias_id": "a1", "contact_id": "c1"}
MOVED = {"contact_id": "c1", "attribute": "sector", "value": "technology"}
MOVED |= {"valid_from": "2025-02-10"}
PAST = {**MOVED, "valid_from": "2024-02-10"}
OWN_EMAIL = "eva@atelier-lumen.example"


OPEN = {**WON, "closed_at": "", "stage": "open"}
STATES = [
    ("contacts", person("c2", email="a@x.example"), person("c2", email=OWN_EMAIL)),
    ("deals", OPEN, WON),
    ("orders", ORDER, {**ORDER, "status": "refunded"}),
    ("contact_changes", PAST, {**PAST, "value": "zoo"}),
    ("contact_aliases", MERGED, {**MERGED, "contact_id": "c2"}),
]


@pytest.mark.parametrize(("table", "older", "later"), STATES, ids=lambda s: str(s)[:9])
def test_the_name_of_a_part_says_which_state_is_later_not_when_it_came(
    project, table, older, later
):
    """Parts are named 8, 7 and so on: what comes afterwards is older."""
    first = {"contacts": [SURE], "events": [opened("2025-03-01", "e1", "a1")]}
    if table != "contacts":
        first["contacts"] = [SURE, person("c2", audience="b2c")]
    company = Company(project)
    for part in (first, {table: [later]}):
        company.take(part)
    told = company.tables()
    company.take({table: [older]})
    assert not any(company.wholes[1:])
    grown = company.tables()
    assert_same(grown, company.all_at_once())
    counted = {"raw_row_audit", "rejected_rows", "readiness"}
    if table == "contact_aliases":
        # An opt-out would protect whom the alias once was, so they are looked at.
        counted.add("int_scored_states")
    assert told["raw_row_audit"] != grown["raw_row_audit"]
    assert_same({name: told[name] for name in told.keys() - counted}, grown)


@pytest.mark.parametrize(
    ("first", "second", "instead"),
    [
        pytest.param(
            {"contacts": [SURE]},
            {"contacts": [person("c2")], "events": [opened("2025-02-01", "e1", "c2")]},
            {"events": [opened("2025-02-01", "e1", "c2")]},
            id="a contact with events",
        ),
        pytest.param(
            {"contacts": [SURE, person("c2")], "deals": [WON]},
            {"events": [opened("2025-03-01", "e1", "c2")]},
            {"events": []},
            id="the days on which a deal was won",
        ),
        pytest.param(
            {"contacts": [{**SURE, **BORN}, person("c2")]},
            {"events": [opened("2025-03-01", "e1", "c2")]},
            {"events": []},
            id="the days after a birthday",
        ),
        pytest.param(
            {
                "contacts": [SURE, person("c2")],
                "events": [opened("2025-02-01", "e1", "a1")],
            },
            {"contact_aliases": [MERGED]},
            {"contact_aliases": [{**MERGED, "contact_id": "c2"}]},
            id="a merger into somebody else",
        ),
        pytest.param(
            {
                "contacts": [SURE, person("c2"), person("c3")],
                "events": [opened("2025-02-01", "e1", who) for who in ("c2", "c3")],
            },
            {"contact_aliases": [{"alias_id": "c2", "contact_id": "c1"}]},
            {"contact_aliases": [{"alias_id": "c2", "contact_id": "c4"}]},
            id="whose copy of an event stays",
        ),
        pytest.param(
            {
                "contacts": [SURE, person("c2")],
                "events": [
                    {**opened(at, event_id, ""), "anonymous_id": visitor}
                    for at, event_id, visitor in (
                        ("2025-02-01", "e1", "v1"),
                        ("2025-02-01", "e1", "v2"),
                        ("2025-02-03", "e2", "v1"),
                    )
                ],
            },
            {"contact_aliases": [{"alias_id": "v1", "contact_id": "c1"}]},
            {"contact_aliases": [{"alias_id": "v2", "contact_id": "c2"}]},
            id="who a visitor was",
        ),
        pytest.param(
            {"contacts": [SURE], "events": [opened("2025-02-01"), opened("soon")]},
            {"events": [opened("2025-01-20"), opened("later")]},
            {},
            id="an earlier copy and an unreadable one",
        ),
        pytest.param(
            {
                "contacts": [SURE, person("c2")],
                "events": [opened("2025-02-01", "e1", "c2")],
            },
            {"events": [opened("2025-01-20", "e1", "c1")]},
            {},
            id="somebody else's earlier copy",
        ),
        pytest.param(
            {"contacts": [SURE, person("c2", audience="b2c")]},
            {"orders": [ORDER]},
            {"orders": [{**ORDER, "amount": "5000"}]},
            id="the amount of an order",
        ),
        pytest.param(
            {"contacts": [SURE]},
            {"contacts": [person("c2", email="ana@client.example")]},
            {"contacts": [person("c2", email="leo@chaise-rivale.example")]},
            id="where a contact works",
        ),
        pytest.param(
            {"contacts": [person(who, audience="b2c") for who in ("c1", "c2", "c3")]},
            {"contact_changes": [{**PAST, "contact_id": c} for c in ("c1", "c2")]},
            {"contact_changes": [{**PAST, "value": "x"}, {**PAST, "contact_id": "c3"}]},
            id="what somebody was",
        ),
        pytest.param(
            {"contacts": [person("c1", audience="b2c", Sector="health")]},
            {"contact_changes": [PAST]},
            {},
            id="that anything changed",
        ),
        pytest.param(
            {
                "contacts": [person("c1", audience="b2c"), person("c2")],
                "contact_changes": [MOVED],
            },
            {"events": [opened("2025-03-01", "e1", "c2")]},
            {"events": []},
            id="the days after a change",
        ),
        pytest.param(
            {
                "contacts": [person(who, audience="b2c") for who in ("c1", "c2")],
                "contact_changes": [{**PAST, "contact_id": "a1"}],
            },
            {"contact_aliases": [MERGED]},
            {"contact_aliases": [{**MERGED, "contact_id": "c2"}]},
            id="whose a change is",
        ),
    ],
)
def test_what_was_taken_back_counts_no_more(project, first, second, instead):
    company = Company(project)
    company.take(first)
    company.take(second)
    company.replace(2, instead)
    # Of events alone nothing is taken back row by row.
    is_whole = second.get("events") != instead.get("events")
    assert company.wholes[1:] == [False, is_whole]
    assert_same(company.tables(), company.all_at_once())


# --- properties ---------------------------------------------------------------


@slowly
@given(parts=batches(), as_of=as_of_days())
def test_rows_that_come_in_parts_end_as_rows_that_come_at_once(project, parts, as_of):
    company = Company(project, as_of)
    for part in parts:
        company.take(part)
    assert_same(company.tables(), company.all_at_once())


@slowly
@given(
    parts=batches(),
    versions=st.lists(edited_models(SEEDS), min_size=1, max_size=2),
    as_of=as_of_days(),
)
def test_edited_models_end_as_if_they_had_always_been_so(
    project, parts, versions, as_of
):
    """Alone, or together with new rows; the last part comes with the last edit."""
    company = Company(project, as_of)
    company.take(parts[0])
    for n, seeds in enumerate(versions, start=1):
        company.take(parts[n] if n < len(parts) else {}, seeds)

    assert_same(company.tables(), company.all_at_once(versions[-1]))


@slowly
@given(steps=deliveries(), as_of=as_of_days())
def test_parts_that_change_or_go_end_as_if_they_had_never_been_otherwise(
    project, steps, as_of
):
    company = Company(project, as_of)
    for number, part in steps:
        if number is None:
            company.take(part)
        else:
            company.replace(number, part)
    assert_same(company.tables(), company.all_at_once())
