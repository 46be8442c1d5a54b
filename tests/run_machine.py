"""Any order of builds, failures and edits, drawn by hypothesis.

Beside the toy project stands what its tables must be: whenever a run is finished,
those of a full build of the files and seeds it was begun with.
"""

import re

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from toy_project import State, Toy

MODELS = (
    "run_scope",
    "run_as_of",
    "base_orders",
    "events_this_run",
    "int_matched_events",
    "int_unusable_events",
    "repeated_hashes_this_run",
    "int_repeated_events",
    "int_contact_states",
    "contacts_this_run",
    "int_scored_states",
    "pairs_this_run",
    "points_this_run",
    "int_ledger",
    "lead_scores",
    "rpt_bands",
    "int_rules",
)
FIRST = State(
    {
        "p0": (
            "e1,a,page,2026-01-03",
            "e2,b,demo,2026-01-03",
            "e3,c,page,2026-01-05",
        )
    }
)
DAYS = [f"2026-01-0{day}" for day in range(1, 6)]
contact_ids = st.sampled_from("abcd")
# The fourth kind is worth too many points: a test of this run's rows fails.
event_types = st.sampled_from(["page", "page", "demo", "demo", "other", "bomb"])
days = st.sampled_from([*DAYS, *DAYS, "2026-03-04", ""])


@st.composite
def events(draw):
    ids = st.integers(1, 9).map("e{}".format)
    cells = (ids, contact_ids, event_types, days)
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=3))
    return tuple(",".join(row) for row in rows)


@st.composite
def contacts(draw):
    present = draw(st.sets(contact_ids, min_size=1))
    audiences = st.sampled_from(["", "", "partner"])
    mergers = st.sampled_from(["", "", "a", "b"])
    days = st.sampled_from([*DAYS, "2026-03-04"])
    return tuple(
        f"{contact},{draw(days)},{draw(audiences)},{draw(mergers)}"
        for contact in sorted(present | {"a"})
    )


@st.composite
def orders(draw):
    rows = st.tuples(contact_ids, st.sampled_from([*DAYS, "2026-03-04"]))
    ids = draw(st.sets(st.integers(1, 3), max_size=2))
    return tuple(f"o{number},{','.join(draw(rows))}" for number in sorted(ids))


KINDS_OF_EDITS = (
    *("part", "part", "part", "old part"),
    *("contacts", "orders", "orders"),
    *("seed", "seed", "as_of", "time"),
)
SEEDS = (
    ("points", "first,visit,1", "first,visit,3"),
    ("points", "second,visit,2", "second,visit,2\nthird,demo,7"),
    ("behaviours", "visit,page", "visit,other"),
    ("exclusions", "partner", "nobody"),
    ("bands", "hot,10", "hot,1"),
)


@st.composite
def edits(draw):
    """A function that changes a state in one place."""
    what = draw(st.sampled_from(KINDS_OF_EDITS))
    if what == "part":
        name, rows = f"p{draw(st.integers(1, 3))}", draw(events())
        return lambda state: state.with_part(name, *rows)
    if what == "old part":
        number = draw(st.integers(0, 9))

        def without(state):
            names = sorted(state.events)
            name = names[number % len(names)]
            return state if len(names) == 1 else state.without_part(name)

        return without
    if what == "contacts":
        rows = draw(contacts())
        return lambda state: state.put(contacts=rows)
    if what == "orders":
        rows = draw(orders())
        return lambda state: state.put(orders=rows)
    if what == "seed":
        name, old, new = draw(st.sampled_from(SEEDS))

        def swapped(state):
            edited = state.with_seed(name, old, new)
            return edited if edited != state else state.with_seed(name, new, old)

        return swapped
    if what == "as_of":
        day = draw(st.sampled_from(["", "2026-01-03"]))
        return lambda state: state.put(as_of=day)
    day = draw(st.sampled_from([1, 3, 4]))
    return lambda state: state.put(now=state.now.replace(day=max(day, state.now.day)))


several = st.lists(edits(), max_size=2)
models = st.sampled_from(MODELS)


class Runs(RuleBasedStateMachine):
    """What people do with a project, one command of dbt per rule."""

    toy: Toy  # given by the test

    @initialize()
    def begin(self):
        self.toy.start_from(FIRST)
        self.can_retry = False

    @rule(edits=several)
    def build(self, edits):
        self.edit(edits)
        self.dbt("build")

    @rule(edits=several, model=models, when=st.sampled_from(["fails", "fails_late"]))
    def build_fails(self, edits, model, when):
        self.edit(edits)
        self.dbt("build", keep_results=True, **{when: model})
        self.can_retry = True

    @rule(edits=st.one_of(st.just([]), several))
    def retry(self, edits):
        if self.can_retry:
            self.edit(edits)
            self.dbt("retry", fails="", fails_late="")

    @rule(edits=several, model=models)
    def build_up_to(self, edits, model):
        self.edit(edits)
        self.dbt("build", "--select", f"+{model}")

    @rule(edits=st.one_of(st.just([]), several), model=models, whole=st.booleans())
    def build_one(self, edits, model, whole):
        self.edit(edits)
        options = ["--full-refresh"] if whole else []
        self.dbt("build", "--select", model, *options)

    @rule(edits=several)
    def build_scores_and_reports(self, edits):
        self.edit(edits)
        self.dbt("build", "--selector", "scores_and_reports")

    @rule(edits=several, select=st.sampled_from(["points", "run_inputs", "points+"]))
    def build_some(self, edits, select):
        self.edit(edits)
        self.dbt("build", "--select", select)

    @rule(edits=several, options=st.sampled_from([[], ["--empty"]]))
    def build_everything(self, edits, options):
        self.edit(edits)
        self.dbt("build", "--full-refresh", *options)

    @rule()
    def test(self):
        self.dbt("test")

    def edit(self, edits):
        state = self.toy.state
        for change in edits:
            state = change(state)
        self.toy.write(state)

    def dbt(self, *arguments, **told):
        outcome = self.toy.dbt(*arguments, **told)
        instead = ""
        for model, message in outcome.failed.items():
            if "cannot be built by itself" in message:
                instead = re.search(r"dbt (build --select \S+)", message)[1]
            else:
                assert model == "assert_points_are_small" or "told to" in message, (
                    message
                )
        self.check()
        if instead:
            outcome = self.toy.dbt(*instead.split())
            assert set(outcome.failed) <= {"assert_points_are_small"}, outcome.failed
            self.check()

    def check(self):
        run_id, is_finished = self.toy.run()
        if is_finished:
            truth = self.toy.truth(self.toy.begun[run_id])
            tables = self.toy.tables()
            for name in truth:
                assert tables[name] == truth[name], name
        self.check_the_record()

    def check_the_record(self):
        assert not self.toy.rows(
            """
            select rules_hash from marts.lead_scores
            except
            select part_hash from run_state.run_parts where kind = 'scoring_model'
            """
        )
        known = "select distinct run_id from run_state.inputs"
        last = """
            select coalesce(max(run_number), 0) from run_state.runs
            where finished_at is not null
        """
        # What is known is known of the last finished run and those begun since.
        assert not self.toy.rows(
            f"select run_id from ({known}) as known where run_id not in ("
            f"select run_id from run_state.runs where run_number >= ({last}))"
        )

    def teardown(self):
        """Whatever has happened: the next builds make it good."""
        if not hasattr(self, "can_retry"):
            return
        state = self.toy.state
        events = {
            name: tuple(row for row in rows if "bomb" not in row) or ("e0,a,page,",)
            for name, rows in state.events.items()
        }
        self.toy.write(state.put(events=events))
        outcome = self.toy.dbt("build")
        assert outcome.success, outcome.failed
        assert self.toy.run()[1]
        self.check()
