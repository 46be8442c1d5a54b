"""A past list of MQLs can be read off the spells, as if it had been built then."""

from datetime import timedelta

from compiled_project import PROJECT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from raw_rows import RUN_AT, companies, edited_seeds, read_seeds
from reference.scoring import score

SEEDS = read_seeds(PROJECT / "seeds")
ASKED_BACK = (0, 1, 2, 7, 14, 30, 45, 60, 90, 120, 180)


def covers(spell, day):
    return spell["opened_on"] <= day and (
        spell["closed_on"] is None or day < spell["closed_on"]
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    raw=companies(max_events=25),
    seeds=st.one_of(st.just(SEEDS), edited_seeds(SEEDS)),
    back=st.lists(st.sampled_from(ASKED_BACK), min_size=5, max_size=5, unique=True),
)
def test_the_spells_of_a_day_are_the_mqls_that_a_program_of_its_own_lists_that_day(
    project, raw, seeds, back
):
    built = project.build(raw, seeds, None, RUN_AT, ("mql_spells", "run_as_of"))
    (today,) = [row["as_of"] for row in built["run_as_of"]]
    if today is None:
        return
    for day in [today - timedelta(days=days) for days in back]:
        ours = {
            (row["contact_id"], row["scoring_model"], row["qualified_on"])
            for row in built["mql_spells"]
            if covers(row, day)
        }
        theirs = {
            (row.contact_id, row.scoring_model, row.qualified_on)
            for row in score(raw, seeds, day, RUN_AT, "b2c").mqls
        }
        assert ours == theirs, day
