-- Thresholds that as many contacts reach as before. What asks only whether
-- there is a point at all means the same as before. The journey becomes a
-- number, for its sum says nothing of how many reach it.
create or replace temp table threshold_edits as
with conditions as (
    select
        labels.rowid + 1 as row_number,
        trim(labels.label) as label,
        trim(labels.component) as measure,
        trim(labels.at_least) as was,
        case
            when lower(trim(labels.at_least)) = 'journey' then journey.points
            else try_cast(trim(labels.at_least) as decimal(12, 4))
        end as at_least,
        labels.why
    from seeds.labels
    inner join choice
        on trim(labels.scoring_model) = choice.scoring_model
    left join intermediate.int_journey_points as journey
        on choice.scoring_model = journey.scoring_model
),

before as (
    select
        conditions.*,
        coalesce(max(reached.contacts), 0) as contacts
    from conditions
    left join reached_before as reached
        on
            conditions.measure = reached.measure
            and conditions.at_least <= reached.points
    where conditions.at_least > 1
    group by all
),

candidates as (
    select
        measure,
        cast(ceil(points / unit) * unit as bigint) as points
    from reached_after
    cross join unit
    where points > 0
    group by all
),

counted as (
    select
        candidates.measure,
        candidates.points,
        max(reached.contacts) as contacts
    from candidates
    inner join reached_after as reached
        on
            candidates.measure = reached.measure
            and candidates.points <= reached.points
    group by all
),

closest as (
    select
        before.*,
        counted.points as new_at_least,
        counted.contacts as contacts_after,
        row_number() over (
            partition by before.row_number
            order by
                abs(counted.contacts - before.contacts), counted.points desc
        ) as nearness
    from before
    inner join counted
        on before.measure = counted.measure
    where before.contacts > 0
)

select
    'labels' as seed,
    row_number,
    'at_least' as column_name,
    measure as component,
    label as rule,
    '' as band,
    was,
    cast(new_at_least as varchar) as now,
    why,
    contacts,
    contacts_after
from closest
where nearness = 1 and new_at_least <> at_least
