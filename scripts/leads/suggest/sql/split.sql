-- Where training ends and the test begins. Unless asked for otherwise, the
-- last third of the cut days is the test, and an outcome of the training has
-- happened, or not, by the first day of the test.
create or replace temp table split as
with judged as (
    select observations.*
    from intermediate.int_observations as observations
    inner join choice
        on observations.model_key = choice.model_key
    where observations.standing = 'judged'
),

cut_days as (
    select
        cut_on,
        min(observed_on) as starts_on,
        row_number() over (order by cut_on desc) as cuts_to_the_last,
        count(*) over () as cuts
    from judged
    group by cut_on
),

last_third as (
    select min(starts_on) as starts_on
    from cut_days
    where cuts_to_the_last <= greatest(1, cuts // 3)
),

test_start as (
    select
        coalesce(
            cast($test_from as date),
            cast($train_to as date) + cast(choice.horizon_days as integer),
            last_third.starts_on
        ) as test_from
    from last_third
    cross join choice
),

split_days as (
    select
        test_start.test_from,
        coalesce(
            cast($train_to as date),
            test_start.test_from - cast(choice.horizon_days as integer)
        ) as train_to
    from test_start
    cross join choice
),

test_cuts as (
    select cut_days.cut_on
    from cut_days
    inner join split_days
        on cut_days.starts_on >= split_days.test_from
),

counts as (
    select
        count(case when judged.observed_on <= split_days.train_to then 1 end)
            as train_cases,
        count(case
            when
                judged.observed_on <= split_days.train_to
                and judged.has_converted
                then 1
        end) as train_converted,
        min(case
            when judged.observed_on <= split_days.train_to
                then judged.observed_on
        end) as train_from,
        count(case
            when
                judged.observed_on <= split_days.train_to
                and judged.horizon_ends_on > split_days.test_from
                then 1
        end) as known_late,
        count(test_cuts.cut_on) as test_cases,
        count(case
            when test_cuts.cut_on is not null and judged.has_converted then 1
        end) as test_converted,
        max(test_cuts.cut_on) as test_to
    from judged
    cross join split_days
    left join test_cuts
        on judged.cut_on = test_cuts.cut_on
)

select
    choice.*,
    split_days.train_to,
    split_days.test_from,
    counts.* exclude (train_from),
    coalesce(counts.train_from, split_days.train_to) as train_from
from choice
cross join split_days
cross join counts
